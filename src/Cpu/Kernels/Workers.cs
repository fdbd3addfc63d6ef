using System.Runtime.ExceptionServices;

namespace Functional.Cpu;

/// <summary>One piece of work, cut into numbered tasks that may run in any order and on any thread.</summary>
internal interface IJob
{
    void Run(int task);
}

/// <summary>
/// Runs the tasks of a job on up to <see cref="Count"/> threads. A caller cuts its work by the size of the problem, never by
/// <see cref="Count"/>, so that results have the same bits on 1 or 64 threads.
/// </summary>
internal static class Workers
{
    static int count = Environment.ProcessorCount;

    /// <summary>The most threads that one job uses, the caller's included; at least 1.</summary>
    public static int Count
    {
        get => count;
        set => count = Math.Max(1, value);
    }

    public static void For(int tasks, Action<int> body) => For(tasks, new Delegated(body));

    /// <summary>Runs tasks 0 … <paramref name="tasks"/>−1 and returns when all are done; the first exception is rethrown here.</summary>
    public static void For<TJob>(int tasks, in TJob job) where TJob : struct, IJob
    {
        var helpers = Math.Min(tasks, count) - 1;
        if (helpers > 0)
            Share(tasks, helpers, job);
        else
            for (var task = 0; task < tasks; task++)
                job.Run(task);
    }

    static void Share<TJob>(int tasks, int helpers, TJob job) where TJob : struct, IJob
    {
        var shared = new SharedJob<TJob>(tasks, job);
        for (var helper = 0; helper < helpers; helper++)
            ThreadPool.UnsafeQueueUserWorkItem(shared, preferLocal: false);
        shared.Execute();
        shared.Wait();
    }

    readonly struct Delegated(Action<int> body) : IJob
    {
        public void Run(int task) => body(task);
    }

    /// <summary>
    /// Threads take the next task until none is left. The caller waits for tasks that were taken, not for helpers that were asked:
    /// a busy pool delays nobody, and nested jobs cannot deadlock.
    /// </summary>
    sealed class SharedJob<TJob>(int tasks, TJob job) : IThreadPoolWorkItem where TJob : struct, IJob
    {
        readonly ManualResetEventSlim done = new(false, spinCount: 200);
        ExceptionDispatchInfo? failure;
        int next;
        int finished;

        public void Execute()
        {
            for (var task = Take(); task < tasks; task = Take())
            {
                Run(task);
                if (Interlocked.Increment(ref finished) == tasks)
                    done.Set();
            }
        }

        public void Wait()
        {
            done.Wait();
            failure?.Throw();
        }

        int Take() => Interlocked.Increment(ref next) - 1;

        void Run(int task)
        {
            // After a failure the remaining tasks are only counted.
            if (Volatile.Read(ref failure) is not null)
                return;
            try
            {
                job.Run(task);
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
            }
        }
    }
}
