using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace Functional.Testing;

public static partial class GradientCheck
{
    /// <summary>Checks the derivatives of f at random tensors of random shapes; what fails is shrunk to a small example.</summary>
    /// <exception cref="GradientException">A derivative is wrong, or none could be checked at any input.</exception>
    public static void ForAll<TY>(Func<Tensor, TY> f, GradientOptions? options = null, [CallerArgumentExpression(nameof(f))] string function = "")
        => ForAll(f, Inputs.Tensors(), options, function);

    /// <summary>At random tensors of one shape.</summary>
    public static void ForAll<TY>(Func<Tensor, TY> f, Shape shape, GradientOptions? options = null, [CallerArgumentExpression(nameof(f))] string function = "")
        => ForAll(f, Inputs.Tensors(shape), options, function);

    /// <summary>At random pairs of tensors whose shapes broadcast.</summary>
    public static void ForAll<TY>(Func<Tensor, Tensor, TY> f, GradientOptions? options = null, [CallerArgumentExpression(nameof(f))] string function = "")
        => ForAll(f, Inputs.Broadcasting(), options, function);

    /// <summary>At random pairs of any trees.</summary>
    public static void ForAll<T1, T2, TY>(
        Func<T1, T2, TY> f, Gen<(T1, T2)> inputs, GradientOptions? options = null, [CallerArgumentExpression(nameof(f))] string function = "")
        => ForAll(x => f(x.Item1, x.Item2), inputs, options, function);

    /// <summary>At random inputs of any kind.</summary>
    /// <param name="f">A pure function of tensors.</param>
    /// <param name="inputs">What to draw arguments from, such as <see cref="Inputs.Tensors(int, int, double, double)"/>.</param>
    /// <param name="options">What to compare, how closely, and how often.</param>
    /// <param name="function">What the report calls the function; unless given, the expression of the caller.</param>
    /// <exception cref="ArgumentException">The function does not take an input that was drawn; the message shows it.</exception>
    public static void ForAll<TX, TY>(
        Func<TX, TY> f, Gen<TX> inputs, GradientOptions? options = null, [CallerArgumentExpression(nameof(f))] string function = "")
        => ForAll(inputs, x => Examine(f, x, options, function), options);

    static void ForAll<TX>(Gen<TX> inputs, Func<TX, GradientReport> examine, GradientOptions? options)
    {
        options ??= GradientOptions.Default;
        var search = new Search<TX>(examine);
        var runner = new Runner();
        var config = Config.Quick.WithMaxTest(options.Cases).WithRunner(runner);
        if (options.Replay is var (seed, gamma)) config = config.WithReplay(FSharpOption<Replay>.Some(new(new Rnd(seed, gamma), FSharpOption<int>.None)));
        FsCheck.Check.One(config, Prop.ForAll(Arb.From(inputs, Shrinking.Of), search.Passes));
        search.Conclude(runner.Result);
    }

    /// <summary>The check as a property, for those who run FsCheck themselves; a failure is labelled with its report.</summary>
    public static Property Property<TX, TY>(
        Func<TX, TY> f, Gen<TX> inputs, GradientOptions? options = null, [CallerArgumentExpression(nameof(f))] string function = "")
        => Property(inputs, x => Examine(f, x, options, function));

    static Property Property<TX>(Gen<TX> inputs, Func<TX, GradientReport> examine)
    {
        var search = new Search<TX>(examine);
        return Prop.ForAll(Arb.From(inputs, Shrinking.Of), x => search.Passes(x).Label(search.Failure?.ToString() ?? ""));
    }

    /// <summary>One search for an input at which a derivative is wrong, and for a simple one.</summary>
    sealed class Search<TX>(Func<TX, GradientReport> examine)
    {
        GradientReport? nothing;
        bool compared;
        ArgumentException? refused;

        /// <summary>The report of the last input that failed: the simplest so far.</summary>
        internal GradientReport? Failure { get; private set; }

        internal bool Passes(TX x)
        {
            GradientReport report;
            try
            {
                report = examine(x);
            }
            // Once there is a failure, simpler inputs are tried, which need not fit the function.
            catch (Exception) when (Failure is not null || refused is not null)
            {
                return true;
            }
            catch (ArgumentException e)
            {
                throw refused = new($"the function cannot be checked at the input {Printed.Of("x", x)}: {e.Message}", e);
            }
            if (report.NothingCompared) nothing = report;
            else compared = true;
            if (report.Discrepancies.IsEmpty) return true;
            Failure = report;
            return false;
        }

        /// <summary>Throws what was found.</summary>
        internal void Conclude(TestResult? result)
        {
            if (Failure is not null) throw new GradientException(Failure with { Origin = result is TestResult.Failed failed ? Origin(failed) : "" });
            if (refused is not null) throw refused;
            if (result is TestResult.Failed { Item4: Outcome.Failed thrown }) throw thrown.Item;
            if (!compared && nothing is not null) throw new GradientException(nothing);
        }

        static string Origin(TestResult.Failed failed)
            => $"\nfound in case {failed.Item1.NumberOfTests}, shrunk {failed.Item1.NumberOfShrinks} times; "
                + $"again with Replay = ({failed.Item5.Seed}, {failed.Item5.Gamma})";
    }

    /// <summary>Keeps FsCheck's result instead of printing it.</summary>
    sealed class Runner : IRunner
    {
        internal TestResult? Result { get; private set; }

        public void OnFinished(string name, TestResult result) => Result = result;

        public void OnStartFixture(Type type) { }

        public void OnArguments(int number, FSharpList<object> arguments,
            FSharpFunc<int, FSharpFunc<FSharpList<object>, string>> print) { }

        public void OnShrink(FSharpList<object> arguments, FSharpFunc<FSharpList<object>, string> print) { }
    }
}
