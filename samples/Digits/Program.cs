using Functional;
using Functional.Digits;
using Functional.Nn;

const int BadInput = 2, Defect = 1, LongestLine = 2000;

var (output, _) = Output.Install();
try
{
    return new CommandLine().Read(args).Match(
        request => request.Match(
            Left: answer => answer(),
            Right: options => new Run(options).Execute().Match(Right: End, Left: problem => Fail(problem, BadInput))),
        problems => Fail(string.Join("; ", problems), BadInput));
}
catch (NotFiniteException e)
{
    return Fail($"training stopped: {e.Message}", BadInput);
}
catch (OutOfMemoryException)
{
    return Fail("there is not enough memory; a smaller --batch or --limit needs less", Defect);
}
catch (Exception e)
{
    return Fail($"a defect of this program: {e.GetType().Name}: {e.Message}", Defect);
}

// What was learnt is safe; that nobody could read about it is no failure of the run.
int End(int code)
{
    if (output.Problem is { } problem) Console.Error.WriteLine($"the output could not be written: {Printable.Of(problem, LongestLine)}");
    return code;
}

static int Fail(string problem, int code)
{
    Console.Error.WriteLine(Printable.Of(problem, LongestLine));
    return code;
}
