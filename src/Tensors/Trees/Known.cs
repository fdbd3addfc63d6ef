using System.Collections.Immutable;
using Functional;

// What programs that are compiled ahead of time need not name themselves.
[assembly: Tree(typeof(Tensor[]))]
[assembly: Tree(typeof(ImmutableArray<Tensor>))]
[assembly: Tree(typeof(ImmutableDictionary<string, Tensor>))]
[assembly: Tree(typeof(ImmutableSortedDictionary<string, Tensor>))]
[assembly: Tree(typeof((Tensor, Tensor)))]
[assembly: Tree(typeof((Tensor, Tensor, Tensor)))]
[assembly: Tree(typeof((Tensor, Tensor, Tensor, Tensor)))]
