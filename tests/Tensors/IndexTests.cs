using Xunit;
using static Functional.Subscript;

namespace Functional.Tests.Tensors;

public class IndexTests
{
    static readonly Tensor x = Tensor.Arange(12).Reshape(4, 3);

    static void Is(int[] expected, Shape shape, Tensor found)
    {
        Assert.Equal(shape, found.Shape);
        Assert.Equal(expected, found.ToArray<int>());
    }

    [Fact]
    public void A_range_and_an_index_from_the_end() => Is([5, 8], [2], x[1..3, ^1]);

    [Fact]
    public void Axes_not_named_stay_whole() => Is([6, 7, 8], [3], x[2]);

    [Fact]
    public void Negative_indices_count_from_the_end() => Is([10], [], x[-1, -2]);

    [Fact]
    public void Steps_skip() => Is([0, 2, 6, 8], [2, 2], x[Step(.., 2), Step(.., 2)]);

    [Fact]
    public void Negative_steps_go_backwards()
    {
        Is([9, 6, 3, 0], [4], x[Step(.., -1), 0]);
        Is([11, 5], [2], x[Step(.., -2), 2]);
        Is([6, 3], [2], x[Step(1..3, -1), 0]);
    }

    [Fact]
    public void New_axes_appear_where_they_are_written()
    {
        Is([3, 4, 5], [1, 3, 1], x[NewAxis, 1, .., NewAxis]);
        Is([.. Enumerable.Range(0, 12)], [4, 3, 1], x[Ellipsis, NewAxis]);
    }

    [Fact]
    public void An_ellipsis_stands_for_the_axes_not_named()
    {
        Is([2, 5, 8, 11], [4], x[Ellipsis, 2]);
        Is([6, 7, 8], [3], x[2, Ellipsis]);
        Is([5], [], x[1, Ellipsis, 2]);
        Is([7], [], Tensor.Scalar(7)[Ellipsis]);
        Is([7], [1], Tensor.Scalar(7)[NewAxis]);
    }

    [Fact]
    public void Empty_ranges_are_empty()
    {
        Is([], [0, 3], x[2..2]);
        Is([], [0, 3], x[3..1]);
        Is([], [0, 3], x[7..9]);
        Is([], [4, 0], x[.., Step(3..3, -1)]);
        Is([], [0], Tensor.Zeros([0], DType.Int32)[..]);
    }

    [Fact]
    public void Parts_of_parts_are_parts() => Is([4, 10], [2], x[1.., 1..][Step(.., 2), 0]);

    [Fact]
    public void Integer_tensors_take_elements_of_the_first_axis()
    {
        Is([9, 10, 11, 0, 1, 2], [2, 3], x[Tensor.Of(-1, 0)]);
        Is([3, 4, 5], [3], x[Tensor.Scalar(1L)]);
        Is([], [0, 3], x[Tensor.Of<int>()]);
    }

    [Fact]
    public void Masks_take_the_elements_where_they_hold()
    {
        Is([9, 10, 11], [3], x[x > 8]);
        Is([3, 4, 5, 9, 10, 11], [2, 3], x[Tensor.Of(false, true, false, true)]);
        Is([], [0], x[x > 100]);
    }

    [Fact]
    public void With_replaces_a_part()
    {
        Is([0, 1, 2, 3, 4, -1, 6, 7, -1, 9, 10, 11], [4, 3], x.With(-1, 1..3, ^1));
        Is([0, 7, 8, 3, 4, 5, 6, 7, 8, 9, 10, 11], [4, 3], x.With(Tensor.Of(8, 7), 0, Step(1.., -1)));
        Is([5, 5, 5, 3, 4, 5, 5, 5, 5, 9, 10, 11], [4, 3], x.With(5, Step(.., 2)));
        Is([.. Enumerable.Range(0, 12)], [4, 3], x.With(5, 2..2));
        Is([9], [], Tensor.Scalar(3).With(9));
        Is([0, 1, 2], [3], x[0]);
    }

    [Fact]
    public void Pick_takes_one_element_of_each_row() => Is([0, 5, 7, 9], [4], Operations.Pick(x, Tensor.Of(0, 2, 1, 0)));
}
