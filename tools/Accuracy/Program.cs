// Measures the elementwise functions against references that share no code with them and prints a table:
// dotnet run -c Release --project tools/Accuracy -- [--function <name> …] [--stride <n>] [--float64]
using System.CommandLine;
using Functional.Accuracy;

var names = new Option<string[]>("--function") { Description = "A function to measure; all if not given", AllowMultipleArgumentsPerToken = true };
var stride = new Option<int>("--stride") { Description = "Every n-th float32 alone", DefaultValueFactory = _ => 1 };
var wide = new Option<bool>("--float64") { Description = "Float64 at the arguments of the tables of exact values, instead of float32 at all" };
names.AcceptOnlyFromAmong([.. Catalog.Names]);
stride.Validators.Add(result => { if (result.GetValueOrDefault<int>() < 1) result.AddError("--stride is at least 1"); });

var command = new RootCommand("Measures the elementwise functions against references that share no code with them.") { names, stride, wide };
command.SetAction(arguments =>
{
    var chosen = arguments.GetValue(names) is { Length: > 0 } some ? some : [.. Catalog.Names];
    Console.WriteLine(Row.Header);
    var code = 0;
    foreach (var name in chosen)
    {
        var row = arguments.GetValue(wide) ? TableWalk.Of(name) : FloatWalk.Of(name, arguments.GetValue(stride));
        Console.WriteLine(row?.ToString() ?? Row.Without(name));
        if (row is { IsWithinLimit: false }) code = 1;
    }
    return code;
});
return command.Parse(args).Invoke();
