// The tool of the GradBench suite that computes with this library: it answers the messages of an eval, a line of JSON each.
using System.CommandLine;
using System.Text;
using Functional;
using Functional.GradBench;

var multithreaded = new Option<bool>("--multithreaded") { Description = "Compute on all processors; by default on one thread, as the suite asks." };
var command = new RootCommand("Answers the messages of a GradBench eval on standard input, one line of JSON each, on standard output.") { multithreaded };
command.SetAction(arguments =>
{
    if (!arguments.GetValue(multithreaded)) Threads.Count = 1;
    using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8, false, 1 << 16);
    using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);
    Protocol.Answer(input, output);
});
return command.Parse(args).Invoke();
