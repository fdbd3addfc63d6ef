// What the analyzer rejects is done here on purpose, to see what happens at run time.
#pragma warning disable FUN0001

using System.Runtime.CompilerServices;
using Xunit;
using static Functional.Scalars;

namespace Functional.Tests.Scalars;

/// <summary>A tape is found through a table of all threads, and knows its thread by the stack: values must not reach another's tape by either.</summary>
public class TapeThreadTests
{
    static T On<T>(Func<T> f)
    {
        // Not a task of the pool, which might run on the thread that waits for it.
        var task = new Task<T>(f);
        var thread = new Thread(() => task.RunSynchronously());
        thread.Start();
        thread.Join();
        return task.GetAwaiter().GetResult();
    }

    static void On(Action f) => On(() => { f(); return 0; });

    /// <summary>x·yⁿ, where every factor is recorded at a depth of its own.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static Reverse<double> Deep(Reverse<double> x, Reverse<double> y, int depth) => depth == 0 ? x : y * Deep(x * y, y, depth - 1);

    static void EveryUseThrows(Reverse<double> x, Reverse<double> y)
    {
        Assert.Throws<ScopeException>(() => x + y);
        Assert.Throws<ScopeException>(() => x * y);
        Assert.Throws<ScopeException>(() => x / y);
        Assert.Throws<ScopeException>(() => Hypot(x, y));
        Assert.Throws<ScopeException>(() => Sum<Reverse<double>>([x, y, x]));
        Assert.Throws<ScopeException>(() => Dot<Reverse<double>>([x, y], [y, x]));
        Assert.Throws<ScopeException>(() => Deep(x, y, 200));
        Assert.Throws<ScopeException>(() => Gradient((a, b) => x * y, 1.0, 2.0));
        Assert.Throws<ScopeException>(() => Gradient((a, b) => a * b * x, 1.0, 2.0));
        Assert.Throws<ScopeException>(() => Gradient((a, b) => Checkpoint(() => x * y) * a, 1.0, 2.0));
    }

    [Fact]
    public void Entries_are_recorded_at_any_depth_of_the_stack()
    {
        const int Depth = 3000;
        for (var round = 0; round < 3; round++)
            Assert.Equal((1.0, 2.0 * Depth), Gradient((x, y) => Deep(x, y, Depth), 1.0, 1.0));
        Assert.Equal((1.0, 2.0 * Depth + 11), On(() => Gradient((x, y) => Deep(x * y, y, 5) * Deep(x, y, Depth) / x, 1.0, 1.0)));
    }

    [Fact]
    public void Values_of_a_derivative_in_progress_throw_on_every_other_thread()
        => Assert.Equal((1.0, 2005.0), Gradient((x, y) =>
        {
            // The tape is in use, over much of the stack.
            var z = Deep(x, y, 1000);
            On(() => EveryUseThrows(x, y));
            On(() => EveryUseThrows(z, y));
            Task.WaitAll([.. Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(() => On(() => EveryUseThrows(z, x))))]);
            Assert.Throws<ScopeException>(() => Later(x, y).GetAwaiter().GetResult());
            return Deep(z, y, 2) * y;
        }, 1.0, 1.0));

    static async Task<double> Later(Reverse<double> x, Reverse<double> y)
    {
        await Task.Delay(1).ConfigureAwait(false);
        return (x * y).Primal;
    }

    [Fact]
    public void A_leak_does_not_disturb_the_owner_at_work()
    {
        var expected = Gradient((x, y) => Walk(x, y, 200_000), 1.0, 0.5);
        var found = Gradient((x, y) =>
        {
            var done = false;
            var (leaks, caught) = (0, 0);
            var thread = new Thread(() =>
            {
                while (!Volatile.Read(ref done))
                {
                    leaks++;
                    try
                    {
                        _ = x * y;
                    }
                    catch (ScopeException)
                    {
                        caught++;
                    }
                }
            });
            thread.Start();
            var z = Walk(x, y, 200_000);
            Volatile.Write(ref done, true);
            thread.Join();
            Assert.Equal(leaks, caught);
            return z;
        }, 1.0, 0.5);
        Assert.Equal(expected, found);

        static Reverse<double> Walk(Reverse<double> x, Reverse<double> y, int steps)
        {
            for (var i = 0; i < steps; i++) x = x * y + 0.5;
            return x;
        }
    }

    [Fact]
    public void Values_of_a_thread_that_has_ended_throw_on_its_successors()
    {
        for (var round = 0; round < 8; round++)
        {
            Reverse<double> kept = default, other = default;
            On(() => Gradient((x, y) =>
            {
                (kept, other) = (x * y, y);
                return Deep(x, y, 500);
            }, 1.0, 1.0));
            // The next thread may well have the stack of the last one.
            On(() => EveryUseThrows(kept, other));
            On(() =>
            {
                Assert.Equal((1.0, 1000.0), Gradient((x, y) => Deep(x, y, 500), 1.0, 1.0));
                EveryUseThrows(kept, other);
            });
        }
    }

    [Fact]
    public void Values_of_a_derivative_that_failed_throw_on_its_own_thread_too()
    {
        Reverse<double> kept = default, other = default;
        Assert.Throws<TimeoutException>(() => Gradient((x, y) => ((kept, other) = (x * y, y)).Item1 > 0 ? throw new TimeoutException() : x, 1.0, 2.0));
        EveryUseThrows(kept, other);
        On(() => EveryUseThrows(kept, other));
    }

    [Fact]
    public void Outer_values_alone_throw_too_while_an_inner_derivative_records()
        => Assert.Equal((4.0, 1.0), Gradient((x, y) =>
        {
            var z = x * y;
            Assert.Equal((3.0, 2.0), Gradient((a, b) =>
            {
                var c = a * b;
                Assert.Throws<ScopeException>(() => x * y);
                Assert.Throws<ScopeException>(() => z + x);
                return c;
            }, 2.0, 3.0));
            return z * x;
        }, 1.0, 2.0));

    [Fact]
    public void Threads_whose_scopes_have_one_place_in_the_table_do_not_meet()
        => Assert.Equal((12.0, 7.0), Gradient((x, y) =>
        {
            var z = x * y;
            // More scopes than the table has places, so one of them falls on the place of this derivative.
            On(() =>
            {
                for (var i = 0; i < 1500; i++)
                {
                    Assert.Equal((2.0 * i * 3, i * (double)i), Gradient((a, b) => a * b * a, i, 3.0));
                    Assert.Throws<ScopeException>(() => Gradient((a, b) => x * y, 1.0, 2.0));
                    Assert.Throws<ScopeException>(() => Gradient((a, b) => a * b * z, 1.0, 2.0));
                }
            });
            return z * y + z;
        }, 1.0, 3.0));

    [Fact]
    public void A_tape_ends_with_its_thread()
    {
        var tape = Recorded();
        for (var round = 0; round < 100 && tape.IsAlive; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(round);
        }
        Assert.False(tape.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Recorded() => On(() =>
        {
            // A type that no other test has a table for.
            var tape = Tape<Half>.Open(2);
            try
            {
                var (x, y) = (tape.Argument(0, (Half)1), tape.Argument(1, (Half)2));
                Assert.Equal((Half)6, (x * y + x * Checkpoint(() => x * y * y)).Primal);
            }
            finally
            {
                tape.Close();
            }
            return new WeakReference(tape);
        });
    }
}
