using Functional;
using Functional.Digits;

const int BadInput = 2, Defect = 1;

try
{
    return new CommandLine().Read(args).Match(
        request => request.Match(
            Left: answer => answer(),
            Right: options =>
            {
                using var interruption = new Interruption();
                return new Run(options, interruption).Execute().Match(Right: code => code, Left: error => Fail(error.Message, BadInput));
            }),
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
    return Fail($"a defect of this program: {e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}", Defect);
}

static int Fail(string problem, int code)
{
    Console.Error.WriteLine(problem);
    return code;
}
