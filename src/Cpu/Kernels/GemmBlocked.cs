using System.Runtime.CompilerServices;

namespace Functional.Cpu;

/// <summary>
/// The blocked product of Goto and van de Geijn (2008) and BLIS (Van Zee and van de Geijn, 2015): slabs of A and B are packed
/// into panels, then all threads share the tiles of C.
/// </summary>
internal static unsafe class BlockedGemm<TTile, T>
    where TTile : struct, ITile<T>
    where T : unmanaged
{
    /// <summary>Steps along k per block, and steps for which blocks are packed at once.</summary>
    const int BlockK = TileChains<TTile, T>.Block;
    const int SlabK = TileChains<TTile, T>.Slab;

    /// <summary>Bounds on the packed slabs, and on the sums that wait for other slabs, a few megabytes each. Short slabs may be wider.</summary>
    const int BlockM = 1024;
    const int BlockN = 1008;
    const int Widest = 4;

    public static void Multiply(in GemmProblem<T> problem)
    {
        var wider = Math.Clamp(SlabK / Math.Max(1, problem.K), 1, Widest);
        var (m, n, k) = (Math.Min(problem.M, wider * BlockM), Math.Min(problem.N, wider * BlockN), Math.Min(problem.K, SlabK));
        using var a = Scratch<T>.Rent((nint)RoundUp(m, TTile.Rows) * k);
        using var b = Scratch<T>.Rent((nint)RoundUp(n, TTile.Columns) * k);
        using var far = Scratch<T>.Rent(TileChains<TTile, T>.Far(problem.K) * Divide(m, TTile.Rows) * Divide(n, TTile.Columns));
        for (var column = 0; column < problem.N; column += n)
        for (var row = 0; row < problem.M; row += m)
        for (var p = 0; p < problem.K; p += SlabK)
        {
            var slab = new GemmProblem<T>(
                Math.Min(m, problem.M - row), Math.Min(n, problem.N - column), Math.Min(SlabK, problem.K - p),
                problem.A + row * problem.ARow + p * problem.AColumn, problem.ARow, problem.AColumn,
                problem.B + p * problem.BRow + column * problem.BColumn, problem.BRow, problem.BColumn,
                problem.C + row * problem.CRow + column, problem.CRow);
            MultiplySlab(slab, a.Pointer, b.Pointer, far.Pointer, p, problem.K);
        }
    }

    static void MultiplySlab(in GemmProblem<T> slab, T* a, T* b, T* far, int p, int k)
    {
        var pack = new PackJob(slab, a, b);
        Workers.For(pack.Tasks, pack);
        var multiply = new TileJob(slab, a, b, far, p, k);
        Workers.For(multiply.Tasks, multiply);
    }

    static int RoundUp(int value, int unit) => Divide(value, unit) * unit;

    static int Divide(int value, int unit) => (value + unit - 1) / unit;

    /// <summary>Packs the panels of A, then those of B.</summary>
    readonly struct PackJob : IJob
    {
        /// <summary>Elements per task: a few microseconds.</summary>
        const int Grain = 1 << 15;

        readonly GemmProblem<T> slab;
        readonly T* a;
        readonly T* b;
        readonly int panelsOfA, panelsOfB, aPerTask, bPerTask, tasksOfA;

        public PackJob(in GemmProblem<T> slab, T* a, T* b)
        {
            this.slab = slab;
            this.a = a;
            this.b = b;
            panelsOfA = Divide(slab.M, TTile.Rows);
            panelsOfB = Divide(slab.N, TTile.Columns);
            aPerTask = Math.Max(1, Grain / (TTile.Rows * slab.K));
            bPerTask = Math.Max(1, Grain / (TTile.Columns * slab.K));
            tasksOfA = Divide(panelsOfA, aPerTask);
            Tasks = tasksOfA + Divide(panelsOfB, bPerTask);
            if ((long)(slab.M + slab.N) * slab.K < Grain)
                (aPerTask, bPerTask, Tasks) = (panelsOfA, panelsOfB, 1);
        }

        public int Tasks { get; }

        public void Run(int task)
        {
            if (Tasks == 1)
            {
                PackA(0);
                PackB(0);
            }
            else if (task < tasksOfA)
                PackA(task);
            else
                PackB(task - tasksOfA);
        }

        void PackA(int task)
        {
            for (var panel = task * aPerTask; panel < Math.Min(panelsOfA, (task + 1) * aPerTask); panel++)
            {
                var row = panel * TTile.Rows;
                Pack(TTile.Rows, Math.Min(TTile.Rows, slab.M - row), slab.A + row * slab.ARow, slab.ARow, slab.AColumn, a, row, panelsOfA);
            }
        }

        void PackB(int task)
        {
            for (var panel = task * bPerTask; panel < Math.Min(panelsOfB, (task + 1) * bPerTask); panel++)
            {
                var column = panel * TTile.Columns;
                Pack(TTile.Columns, Math.Min(TTile.Columns, slab.N - column), slab.B + column * slab.BColumn, slab.BColumn, slab.BRow, b, column, panelsOfB);
            }
        }

        /// <summary>Packs one panel of each block, chains in their order.</summary>
        void Pack(int width, int count, T* source, nint across, nint along, T* packed, int first, int panels)
        {
            var targets = stackalloc T*[InnerProduct.MostLanes<T>()];
            for (int chain = 0, lanes; chain < InnerProduct.Chains(slab.K); chain += lanes)
            {
                lanes = InnerProduct.Lanes<T>(chain, slab.K);
                var (p, length) = (chain * InnerProduct.Chain, Math.Min(InnerProduct.Chain, slab.K - chain * InnerProduct.Chain));
                for (var lane = 0; lane < lanes; lane++) targets[lane] = At(p + InnerProduct.Reversed(lane, lanes) * InnerProduct.Chain, width, packed, first, panels);
                Panel.Pack(width, count, lanes, length, source + p * along, across, along, targets);
            }
        }

        /// <summary>Where a step of a panel goes.</summary>
        T* At(int step, int width, T* packed, int first, int panels)
        {
            var block = step / BlockK * BlockK;
            return packed + (nint)block * panels * width + (nint)first * Math.Min(BlockK, slab.K - block) + (nint)(step - block) * width;
        }
    }

    /// <summary>Multiplies packed slabs; a task is a rectangle of tiles of C.</summary>
    readonly struct TileJob : IJob
    {
        const int LargestRows = 128;
        const int LargestPanels = 4;

        /// <summary>Multiply-adds that make a task worth the hand-over to another thread.</summary>
        const long Grain = 1 << 18;
        const int EnoughTasks = 8;

        readonly GemmProblem<T> slab;
        readonly T* a;
        readonly T* b;
        readonly T* far;
        readonly int first, k, rows, columns, tasksAcross;

        public TileJob(in GemmProblem<T> slab, T* a, T* b, T* far, int p, int k)
        {
            this.slab = slab;
            this.a = a;
            this.b = b;
            this.far = far;
            this.k = k;
            first = p;
            rows = LargestRows;
            columns = LargestPanels * TTile.Columns;
            var work = (long)slab.M * slab.N * slab.K;
            while (CountTasks(rows, columns) is var tasks && tasks < EnoughTasks && work > 2 * Grain * tasks && columns > TTile.Columns)
                columns -= TTile.Columns;
            while (CountTasks(rows, columns) is var tasks && tasks < EnoughTasks && work > 2 * Grain * tasks && rows > TTile.Rows)
                rows = RoundUp(rows / 2, TTile.Rows);
            if (work <= 2 * Grain)
                (rows, columns) = (RoundUp(slab.M, TTile.Rows), RoundUp(slab.N, TTile.Columns));
            tasksAcross = Divide(slab.N, columns);
            Tasks = CountTasks(rows, columns);
        }

        public int Tasks { get; }

        int CountTasks(int taskRows, int taskColumns) => Divide(slab.M, taskRows) * Divide(slab.N, taskColumns);

        public void Run(int task)
        {
            var (down, across) = Math.DivRem(task, tasksAcross);
            var (row0, column0) = (down * rows, across * columns);
            var (row1, column1) = (Math.Min(slab.M, row0 + rows), Math.Min(slab.N, column0 + columns));
            using var near = Scratch<T>.Rent(TileChains<TTile, T>.Near(k));
            using var middle = Scratch<T>.Rent(TileChains<TTile, T>.Middle(k) * Divide(row1 - row0, TTile.Rows) * Divide(column1 - column0, TTile.Columns));
            var waiting = stackalloc Place<T>[InnerProduct.Levels];
            var chains = new TileChains<TTile, T>(k, near.Pointer, middle.Pointer, far, waiting);
            for (var p = 0; p < slab.K; p += BlockK)
            {
                var tile = 0;
                for (var column = column0; column < column1; column += TTile.Columns)
                for (var row = row0; row < row1; row += TTile.Rows)
                    MultiplyTile(chains, p, row, column, tile++);
            }
        }

        void MultiplyTile(in TileChains<TTile, T> chains, int p, int row, int column, int tile)
        {
            var (length, down, across) = (Math.Min(BlockK, slab.K - p), Divide(slab.M, TTile.Rows), Divide(slab.N, TTile.Columns));
            var left = a + (nint)p * down * TTile.Rows + (nint)row * length;
            var right = b + (nint)p * across * TTile.Columns + (nint)column * length;
            var farAway = (nint)(column / TTile.Columns) * down + row / TTile.Rows;
            var target = new Place<T>(slab.C + row * slab.CRow + column, slab.CRow);
            var (height, width) = (Math.Min(TTile.Rows, slab.M - row), Math.Min(TTile.Columns, slab.N - column));
            if (first + p + length < k || height == TTile.Rows && width % TTile.Lanes == 0)
                chains.Multiply(first + p, length, left, right, tile, farAway, target, width);
            else
                MultiplyEdge(chains, p, length, left, right, tile, farAway, target, height, width);
        }

        /// <summary>A tile that hangs over the edge of C is computed aside, then its part inside is copied.</summary>
        [SkipLocalsInit]
        void MultiplyEdge(in TileChains<TTile, T> chains, int p, int length, T* left, T* right, int tile, nint farAway, Place<T> target, int height, int width)
        {
            var whole = stackalloc T[TTile.Rows * TTile.Columns];
            chains.Multiply(first + p, length, left, right, tile, farAway, new(whole, TTile.Columns), width);
            for (var i = 0; i < height; i++)
                new Span<T>(whole + i * TTile.Columns, width).CopyTo(new Span<T>(target.Start + i * target.Row, width));
        }
    }
}
