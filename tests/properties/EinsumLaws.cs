using FsCheck;
using Xunit;
using static FsCheck.Fluent.Prop;
using static Functional.Operations;
using static Functional.Tests.Properties.Arbitraries;

namespace Functional.Tests.Properties;

/// <summary>Einstein sums against the definition: a loop over all values of all letters.</summary>
public class EinsumLaws
{
    [PropertyTheory]
    [InlineData("ij->ji"), InlineData("ii"), InlineData("ii->i"), InlineData("iji->j"), InlineData("ijk->"), InlineData("i->")]
    [InlineData("ij,jk->ik"), InlineData("ij,jk"), InlineData("bij,bjk->bik"), InlineData("bij,bjk->ik"), InlineData("i,j->ij"), InlineData("i,i->")]
    [InlineData("ij,ij->ij"), InlineData("ij,kj->ik"), InlineData("abc,cd->abd"), InlineData("iij,jk->k"), InlineData("a,b,c->cab")]
    [InlineData("ij,jk,kl->il"), InlineData("ij,jk,ki->"), InlineData("bi,ijk,bk->bj"), InlineData(",i->i")]
    public Property Are_sums_of_products(string equation) => ForAll(Of(draw => Inputs(equation, draw)), drawn =>
    {
        var (extents, tensors) = drawn.Value;
        Near.Equal(Reference(equation, extents, tensors), Einsum(equation, tensors));
    });

    static (Dictionary<char, int> Extents, Tensor[] Tensors) Inputs(string equation, Draw draw)
    {
        var extents = "abcdijkl".ToDictionary(letter => letter, _ => draw.Int(1, 4));
        return (extents, [.. equation.Split("->")[0].Split(',').Select(letters => draw.Numbers((int[])[.. letters.Select(letter => extents[letter])]))]);
    }

    [Theory]
    [InlineData("ij,jk->ik", "'j'"), InlineData("ijk,jk->i", "'ijk'"), InlineData("ij,jk->iq", "'iq'"), InlineData("ij->ij", "2"), InlineData("i j , 3k", "'i j , 3k'")]
    public void Say_what_does_not_fit(string equation, string culprit)
        => Assert.Contains(culprit, Assert.Throws<ShapeException>(() => Einsum(equation, Tensor.Zeros([2, 3]), Tensor.Zeros([4, 5]))).Message);

    static Tensor Reference(string equation, Dictionary<char, int> extents, Tensor[] tensors)
    {
        var sides = equation.Split("->");
        var letters = sides[0].Where(char.IsLetter).Distinct().ToArray();
        var output = sides.Length == 2 ? sides[1] : string.Concat(sides[0].Where(char.IsLetter).GroupBy(c => c).Where(g => g.Count() == 1).Select(g => g.Key).Order());
        var inputs = sides[0].Split(',');
        var (elements, shape) = (tensors.Select(x => x.ToArray<double>()).ToArray(), (int[])[.. output.Select(c => extents[c])]);
        var sums = new double[shape.Aggregate(1, (a, b) => a * b)];
        for (var i = 0; i < letters.Aggregate(1, (size, c) => size * extents[c]); i++)
        {
            var (rest, at) = (i, new Dictionary<char, int>());
            foreach (var letter in letters) (rest, at[letter]) = Math.DivRem(rest, extents[letter]);
            sums[Place(output)] += inputs.Select((input, k) => elements[k][Place(input)]).Aggregate(1.0, (a, b) => a * b);

            int Place(string axes) => axes.Aggregate(0, (place, letter) => place * extents[letter] + at[letter]);
        }
        return Tensor.From(sums, shape);
    }
}
