using Xunit;
using Xunit.Abstractions;
using static Functional.Scalars;

namespace Functional.Tests.Scalars;

[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public class Alone;

/// <summary>Long tapes, and the budget, which is that of the process: so these run alone.</summary>
[Collection(nameof(MemoryTests))]
public class MemoryTests(ITestOutputHelper output)
{
    const long Small = 2 << 20;

    [Fact]
    public void A_hundred_million_entries()
    {
        if (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes < 8L << 30)
        {
            output.WriteLine("not run: it takes 3.2 GB, and there are less than 8");
            return;
        }
        // On a thread of its own, whose tape ends with it.
        var gradient = (0.0, 0.0);
        var thread = new Thread(() => gradient = Gradient((x, y) =>
        {
            var sum = x;
            for (var i = 0; i < 100_000_000; i++) sum += y;
            return sum;
        }, 1.0, 1e-9));
        thread.Start();
        thread.Join();
        Assert.Equal((1.0, 1e8), gradient);
        GC.Collect();
    }

    [Fact]
    public void A_tape_beyond_the_budget_says_so_and_what_helps() => WithBudget(Small, () =>
    {
        // Long enough to have chunks from before the budget.
        for (var round = 0; round < 2; round++)
        {
            var sentence = Assert.Throws<InsufficientMemoryException>(() => Gradient((x, y) => Walk(x, y, 1_000_000), 1.0, 1e-9)).Message;
            Assert.Contains("Scalars.Checkpoint", sentence);
            Assert.Contains($"{Small:N0} bytes", sentence);
            Assert.Equal((1.0, 1000.0), Gradient((x, y) => Walk(x, y, 1000), 1.0, 1e-9));
        }
    });

    [Fact]
    public void A_lower_budget_counts_for_a_tape_that_is_long_already()
    {
        Assert.Equal((1.0, 1_000_000.0), Gradient((x, y) => Walk(x, y, 1_000_000), 1.0, 1e-9));
        WithBudget(Small, () => Assert.Throws<InsufficientMemoryException>(() => Gradient((x, y) => Walk(x, y, 1_000_000), 1.0, 1e-9)));
    }

    [Fact]
    public void Checkpoints_keep_the_tape_short() => WithBudget(Small, () =>
    {
        Assert.Equal((1.0, 3_000_000.0), Gradient((x, y) =>
        {
            for (var i = 0; i < 1000; i++) x = Checkpoint(() => Walk(x, y, 3000));
            return x;
        }, 1.0, 1e-9));
        Assert.Equal((1.0, 256_000.0), Gradient((x, y) => Halves(x, y, 8), 1.0, 1e-9));

        static Reverse<double> Halves(Reverse<double> x, Reverse<double> y, int depth)
            => depth == 0 ? Walk(x, y, 1000) : Checkpoint(() => Halves(Halves(x, y, depth - 1), y, depth - 1));
    });

    [Fact]
    public void Checkpoints_of_constants_and_of_captured_values_leave_nothing_behind() => WithBudget(Small, () =>
        Assert.Equal((2.0, 1.0), Gradient((x, y) =>
        {
            var kept = x;
            for (var i = 0; i < 1000; i++)
            {
                var constant = Checkpoint<double>(() => Walk(x, y, 3000).Primal > 0 ? 1 : 2);
                Assert.Equal(1, constant.Primal);
                kept = Checkpoint(() => Walk(x, y, 3000) > 0 ? kept : y);
            }
            return kept * 2 + y;
        }, 1.0, 1e-9)));

    [Fact]
    public void A_large_tape_is_let_go_after_two_small_ones()
    {
        Gradient((x, y) => Walk(x, y, 4_000_000), 1.0, 1e-9);
        for (var i = 0; i < 3; i++) Gradient((x, y) => x * y, 1.0, 2.0);
        var after = GC.GetTotalMemory(true);
        Assert.True(after < 60 << 20, $"{after:N0} bytes are in use");
    }

    static Reverse<double> Walk(Reverse<double> x, Reverse<double> y, int steps)
    {
        for (var i = 0; i < steps; i++) x += y;
        return x;
    }

    static void WithBudget(long bytes, Action action)
    {
        var before = MemoryBudget;
        MemoryBudget = bytes;
        try
        {
            action();
        }
        finally
        {
            MemoryBudget = before;
        }
    }
}
