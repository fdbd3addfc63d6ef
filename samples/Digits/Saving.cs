using System.Collections.Immutable;
using Functional.Effects;
using Functional.Nn;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Digits;

/// <summary>How the result of a run is brought to safety.</summary>
static class Saving
{
    /// <summary>Saves to a path, or where that fails to a folder for temporary files, which is a failure that says so.</summary>
    public static Either<string, string> Save(string path, Learner learner, ImmutableSortedDictionary<string, string> about)
        => Files.SaveCheckpoint(path, learner, about).Map(_ => path)
            .BindLeft(error => Left<string, string>(Rescue(path, learner, about).Match(
                Right: place => $"{error.Message}; the result was saved to {place} instead",
                Left: another => $"{error.Message}; nor could it be saved elsewhere: {another}")));

    static Either<string, string> Rescue(string path, Learner learner, ImmutableSortedDictionary<string, string> about)
    {
        try
        {
            var place = Path.Combine(Directory.CreateTempSubdirectory("digits-").FullName, Path.GetFileName(path));
            return Files.SaveCheckpoint(place, learner, about).Map(_ => place).MapLeft(error => error.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Left(e.Message);
        }
    }
}
