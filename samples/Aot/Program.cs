using Functional;

// Prints the bits of every result, so that two runs that print the same have computed the same.
var wave = Fit.Wave();
Show("wave", Tree.Leaves(wave));
Show("per point", Fit.PerPoint(wave));
Show("numbers", [Tensor.Of(Fit.Numbers().ToArray())]);
Show("network", Fit.Network());
Show("solutions", Fit.Solutions());

static void Show(string name, IEnumerable<Tensor> tensors)
{
    var numbers = tensors.SelectMany(tensor => Operations.Cast(tensor, DType.Float64).ToArray<double>()).ToArray();
    Console.WriteLine($"{name}: {string.Join(" ", numbers.Take(4).Select(number => $"{number:G6}"))}{(numbers.Length > 4 ? " …" : "")}");
    Console.WriteLine($"    {string.Join(" ", numbers.Select(number => $"{BitConverter.DoubleToInt64Bits(number):x16}"))}");
}
