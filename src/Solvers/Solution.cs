namespace Functional.Solvers;

/// <summary>
/// What a method found, and how it ended: a tree of tensors, all of which may differ across a batch, so that it can be the result of a function
/// that <c>Vmap</c> maps. A method never throws because it finds no answer; <see cref="OrThrow"/> does, for who asks.
/// </summary>
/// <param name="Method">The name of the method.</param>
/// <param name="X">The answer; where the outcome is not <see cref="Outcome.Converged"/>, the best that was found.</param>
/// <param name="Code">The <see cref="Outcome"/> as a number, int32 [].</param>
public abstract record Solution<TX>(string Method, TX X, Tensor Code)
{
    /// <summary>Whether and why the method has stopped. Of a batch, <see cref="Code"/> has one for each.</summary>
    /// <exception cref="ShapeException">This is a batch.</exception>
    public Outcome Outcome => (Outcome)Code.ToScalar<int>();

    /// <summary>The answer, where there is one; of a batch, where every element has one.</summary>
    /// <exception cref="SolverException">The outcome, or one of a batch, is not <see cref="Outcome.Converged"/>; the message says which and why.</exception>
    public TX OrThrow()
    {
        var codes = Code.ToArray<int>();
        var first = Array.FindIndex(codes, code => code != (int)Outcome.Converged);
        if (first < 0) return X;
        var failed = codes.Count(code => code != (int)Outcome.Converged);
        var which = Code.Rank == 0 ? "there is no answer" : $"{failed} of {codes.Length} elements have no answer; the first is element {first}";
        throw new SolverException($"{Method}: {which}: {Outcomes.Reason((Outcome)codes[first])}");
    }
}

/// <summary>Thrown where the answer of a method is asked for, and it has found none.</summary>
public sealed class SolverException(string message) : ArithmeticException(message);
