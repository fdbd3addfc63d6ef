namespace Functional.Primitives;

/// <summary>Values that reverse mode tells apart from those that they are equal to, so that their cotangents are added up by themselves.</summary>
internal static class Apart
{
    /// <summary>The same values: what is made of each is added up before it is passed on.</summary>
    internal static Tensor[] Pass(Tensor[] x)
    {
        if (x.MaxBy(each => each.Level) is not Tracer { Scope: { } scope }) return x;
        var (own, others) = (Array.FindAll(x, IsOwn), Array.FindAll(x, each => !IsOwn(each)));
        var passed = scope is Recorder recorder ? recorder.Pass(own, Pass(Array.ConvertAll(own, scope.Primal))) : scope.Raise(Pass(scope.Lower(own)));
        var (next, rest) = (0, 0);
        others = Pass(others);
        return Array.ConvertAll(x, each => IsOwn(each) ? passed[next++] : others[rest++]);

        bool IsOwn(Tensor each) => each.Level == scope.Level;
    }

    /// <summary>The elements of tensors along their first axis, for each place those of all: cotangents are stacked once, not embedded one by one.</summary>
    internal static Tensor[][] Elements(Tensor[] x, int length)
        => x.Length == 0 ? [.. Enumerable.Repeat<Tensor[]>([], length)] : [.. new Unstacking(length).Apply(x).Chunk(x.Length)];

    sealed class Unstacking(int length) : CustomRules
    {
        internal Tensor[] Apply(Tensor[] x) => Apply(x => [.. Enumerable.Range(0, length).SelectMany(i => Loop.Element(x, i))], x);

        public override IReadOnlyList<Tensor> Push(Tensor[] x, Tensor?[] dx, Tensor[] y)
            => Apply([.. x.Zip(dx, (x, dx) => dx ?? Tensor.ZerosLike(x))]);

        public override IReadOnlyList<Tensor> PullBack(Tensor[] x, Tensor[] y, Tensor?[] dy) => [.. x.Select((_, input) =>
        {
            var stack = new Stacked(reverse: false);
            for (var i = input; i < y.Length; i += x.Length) stack.Add(dy[i] ?? Tensor.ZerosLike(y[i]));
            return stack.All();
        })];
    }
}
