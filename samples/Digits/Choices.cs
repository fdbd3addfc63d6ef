using System.Collections.Immutable;
using Functional.Nn;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Digits;

/// <summary>A value and the name that the user calls it by.</summary>
sealed record Choice<T>(string Name, T Value)
{
    public override string ToString() => Name;
}

/// <summary>The values from which one option chooses.</summary>
/// <param name="Kind">What they are, in the singular.</param>
/// <param name="All">The values in the order in which help lists them; the first is the default.</param>
sealed record Choices<T>(string Kind, ImmutableArray<Choice<T>> All)
{
    public Choice<T> Default => All[0];

    public string Names => string.Join(", ", All.Select(choice => choice.Name));

    /// <summary>The value of a name, or a clause that lists the names there are.</summary>
    public Validation<string, Choice<T>> Find(string name)
        => All.FirstOrDefault(choice => choice.Name == name) is { } found ? Success<string, Choice<T>>(found)
        : Fail<string, Choice<T>>($"there is no {Kind} '{Printable.Of(name)}', only {Names}");
}
