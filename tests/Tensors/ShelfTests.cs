using Functional.Cpu;
using Xunit;

namespace Functional.Tests.Tensors;

/// <summary>Arrays that wait for the next region: enough of them for the work, and not more.</summary>
public class ShelfTests
{
    [Fact]
    public void A_length_serves_sizes_up_to_an_eighth_smaller()
    {
        Assert.Equal([0, 1, 7, 8, 15, 16, 18, 18, 32, 36], new[] { 0, 1, 7, 8, 15, 16, 17, 18, 32, 33 }.Select(Shelf.LengthFor));
        Assert.Equal(Array.MaxLength, Shelf.LengthFor(Array.MaxLength - 1));
        for (var size = 1; size < int.MaxValue / 2; size += 1 + size / 7)
        {
            Assert.InRange(Shelf.LengthFor(size), size, size + size / 8);
            Assert.Equal(Shelf.LengthFor(size), Shelf.LengthFor(Shelf.LengthFor(size)));
        }
    }

    [Fact]
    public void What_was_put_back_is_found_again_by_type_and_class()
    {
        var shelf = new Shelf();
        var array = shelf.Take<float>(Shelf.LengthFor(100_000));
        shelf.Put(array);
        Assert.Equal(Memory.Bytes(array), shelf.Bytes);
        Assert.NotSame(array, shelf.Take<int>(array.Length));
        Assert.Same(array, shelf.Take<float>(Shelf.LengthFor(array.Length - 10)));
        Assert.NotSame(array, shelf.Take<float>(array.Length));
        Assert.Equal(0, shelf.Bytes);
    }

    [Fact]
    public void Work_that_repeats_itself_allocates_nothing_new()
    {
        var shelf = new Shelf();
        int[] sizes = [.. Enumerable.Range(1, 40).Select(i => Shelf.LengthFor(i * i * 1000))];
        void Step() => Array.ForEach(Array.ConvertAll(sizes, shelf.Take<float>), shelf.Put);
        Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 0; step < 100; step++) Step();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Ever_changing_sizes_leave_a_small_multiple_of_what_was_in_use()
    {
        var (shelf, random, most, held, kept) = (new Shelf(), new Random(1), 0L, new List<Array>(), 0L);
        for (var step = 0; step < 400; step++)
        {
            for (var i = 0; i < 8; i++) held.Add(shelf.Take<float>(Shelf.LengthFor(random.Next(100_000, 4_000_000))));
            most = Math.Max(most, held.Sum(Memory.Bytes));
            // One of them is a result that never comes back.
            kept += Memory.Bytes(held[0]);
            held.Skip(1).ToList().ForEach(shelf.Put);
            held.Clear();
            Assert.InRange(shelf.Bytes, 0, Math.Max(Shelf.Least, 4 * most));
        }
        Assert.True(kept > 10 * most);
    }

    [Fact]
    public void What_was_asked_for_longest_ago_goes_first()
    {
        var shelf = new Shelf();
        float[] Of(int megabytes) => shelf.Take<float>(megabytes << 18);
        float[] OnceMore(int megabytes)
        {
            var array = Of(megabytes);
            shelf.Put(array);
            return array;
        }
        // 40 MB, four times the 10 that were in use at once.
        var arrays = new[] { 6, 7, 8, 9, 10 }.Select(OnceMore).ToArray();
        Assert.Same(arrays[0], OnceMore(6));
        // With 11 more it is 51, of which 44 may stay.
        OnceMore(11);
        Assert.Equal(44 << 20, shelf.Bytes);
        Assert.Same(arrays[0], Of(6));
        Assert.NotSame(arrays[1], Of(7));
        Assert.Same(arrays[2], Of(8));
    }

    [Fact]
    public void Under_pressure_everything_is_forgotten_and_lately_used_arrays_are_not_otherwise()
    {
        var shelf = new Shelf();
        shelf.Put(shelf.Take<float>(1 << 20));
        shelf.Forget(everything: false);
        Assert.Equal(4 << 20, shelf.Bytes);
        shelf.Forget(everything: true);
        Assert.Equal(0, shelf.Bytes);
        var late = shelf.Take<float>(1 << 20);
        shelf.Forget(everything: true);
        shelf.Put(late);
        Assert.Equal(0, shelf.Bytes);
    }
}
