namespace Functional.Cpu;

/// <summary>
/// The blocked product of Goto and van de Geijn (2008) and BLIS (Van Zee and van de Geijn, 2015): blocks of A and B are packed
/// into panels once per step along k, then all threads share the tiles of C.
/// </summary>
internal static unsafe class BlockedGemm<TTile, T>
    where TTile : struct, ITile<T>
    where T : unmanaged
{
    /// <summary>Steps along k per block: a panel of B then stays close to the core while the panels of A pass.</summary>
    const int BlockK = 256;

    /// <summary>Bounds on the packed blocks, a few megabytes each.</summary>
    const int BlockM = 4096;
    const int BlockN = 4080;

    public static void Multiply(in GemmProblem<T> problem)
    {
        using var a = Scratch<T>.Rent((nint)RoundUp(Math.Min(problem.M, BlockM), TTile.Rows) * Math.Min(problem.K, BlockK));
        using var b = Scratch<T>.Rent((nint)RoundUp(Math.Min(problem.N, BlockN), TTile.Columns) * Math.Min(problem.K, BlockK));
        for (var column = 0; column < problem.N; column += BlockN)
        for (var row = 0; row < problem.M; row += BlockM)
        for (var p = 0; p < problem.K; p += BlockK)
        {
            var block = new GemmProblem<T>(
                Math.Min(BlockM, problem.M - row), Math.Min(BlockN, problem.N - column), Math.Min(BlockK, problem.K - p),
                problem.A + row * problem.ARow + p * problem.AColumn, problem.ARow, problem.AColumn,
                problem.B + p * problem.BRow + column * problem.BColumn, problem.BRow, problem.BColumn,
                problem.C + row * problem.CRow + column, problem.CRow);
            MultiplyBlock(block, a.Pointer, b.Pointer, accumulate: p > 0);
        }
    }

    static void MultiplyBlock(in GemmProblem<T> block, T* a, T* b, bool accumulate)
    {
        var pack = new PackJob(block, a, b);
        Workers.For(pack.Tasks, pack);
        var multiply = new TileJob(block, a, b, accumulate);
        Workers.For(multiply.Tasks, multiply);
    }

    static int RoundUp(int value, int unit) => Divide(value, unit) * unit;

    static int Divide(int value, int unit) => (value + unit - 1) / unit;

    /// <summary>Packs the panels of A, then those of B.</summary>
    readonly struct PackJob : IJob
    {
        /// <summary>Elements per task: a few microseconds.</summary>
        const int Grain = 1 << 15;

        readonly GemmProblem<T> block;
        readonly T* a;
        readonly T* b;
        readonly int panelsOfA, panelsOfB, aPerTask, bPerTask, tasksOfA;

        public PackJob(in GemmProblem<T> block, T* a, T* b)
        {
            this.block = block;
            this.a = a;
            this.b = b;
            panelsOfA = Divide(block.M, TTile.Rows);
            panelsOfB = Divide(block.N, TTile.Columns);
            aPerTask = Math.Max(1, Grain / (TTile.Rows * block.K));
            bPerTask = Math.Max(1, Grain / (TTile.Columns * block.K));
            tasksOfA = Divide(panelsOfA, aPerTask);
            Tasks = tasksOfA + Divide(panelsOfB, bPerTask);
            if ((long)(block.M + block.N) * block.K < Grain)
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
                Panel.Pack(TTile.Rows, Math.Min(TTile.Rows, block.M - row), block.K,
                    block.A + row * block.ARow, block.ARow, block.AColumn, a + (nint)row * block.K);
            }
        }

        void PackB(int task)
        {
            for (var panel = task * bPerTask; panel < Math.Min(panelsOfB, (task + 1) * bPerTask); panel++)
            {
                var column = panel * TTile.Columns;
                Panel.Pack(TTile.Columns, Math.Min(TTile.Columns, block.N - column), block.K,
                    block.B + column * block.BColumn, block.BColumn, block.BRow, b + (nint)column * block.K);
            }
        }
    }

    /// <summary>Multiplies packed blocks; a task is a rectangle of tiles of C.</summary>
    readonly struct TileJob : IJob
    {
        const int LargestRows = 128;
        const int LargestPanels = 4;

        /// <summary>Multiply-adds that make a task worth the hand-over to another thread.</summary>
        const long Grain = 1 << 18;
        const int EnoughTasks = 8;

        readonly GemmProblem<T> block;
        readonly T* a;
        readonly T* b;
        readonly bool accumulate;
        readonly int rows, columns, tasksAcross;

        public TileJob(in GemmProblem<T> block, T* a, T* b, bool accumulate)
        {
            this.block = block;
            this.a = a;
            this.b = b;
            this.accumulate = accumulate;
            rows = LargestRows;
            columns = LargestPanels * TTile.Columns;
            var work = (long)block.M * block.N * block.K;
            while (CountTasks(rows, columns) is var tasks && tasks < EnoughTasks && work > 2 * Grain * tasks && columns > TTile.Columns)
                columns -= TTile.Columns;
            while (CountTasks(rows, columns) is var tasks && tasks < EnoughTasks && work > 2 * Grain * tasks && rows > TTile.Rows)
                rows = RoundUp(rows / 2, TTile.Rows);
            if (work <= 2 * Grain)
                (rows, columns) = (RoundUp(block.M, TTile.Rows), RoundUp(block.N, TTile.Columns));
            tasksAcross = Divide(block.N, columns);
            Tasks = CountTasks(rows, columns);
        }

        public int Tasks { get; }

        int CountTasks(int taskRows, int taskColumns) => Divide(block.M, taskRows) * Divide(block.N, taskColumns);

        public void Run(int task)
        {
            var (down, across) = Math.DivRem(task, tasksAcross);
            var (row0, column0) = (down * rows, across * columns);
            var (row1, column1) = (Math.Min(block.M, row0 + rows), Math.Min(block.N, column0 + columns));
            for (var column = column0; column < column1; column += TTile.Columns)
            for (var row = row0; row < row1; row += TTile.Rows)
                MultiplyTile(row, column);
        }

        void MultiplyTile(int row, int column)
        {
            var left = a + (nint)row * block.K;
            var right = b + (nint)column * block.K;
            var target = block.C + row * block.CRow + column;
            var (height, width) = (Math.Min(TTile.Rows, block.M - row), Math.Min(TTile.Columns, block.N - column));
            if (height == TTile.Rows && width % TTile.Lanes == 0)
                TTile.Multiply(block.K, left, right, target, block.CRow, width, accumulate);
            else
                MultiplyEdge(left, right, target, height, width);
        }

        /// <summary>A tile that hangs over the edge of C is computed aside, then its part inside is copied.</summary>
        void MultiplyEdge(T* left, T* right, T* target, int height, int width)
        {
            var tile = stackalloc T[TTile.Rows * TTile.Columns];
            if (accumulate)
                for (var i = 0; i < height; i++)
                    new Span<T>(target + i * block.CRow, width).CopyTo(new Span<T>(tile + i * TTile.Columns, width));
            TTile.Multiply(block.K, left, right, tile, TTile.Columns, width, accumulate);
            for (var i = 0; i < height; i++)
                new Span<T>(tile + i * TTile.Columns, width).CopyTo(new Span<T>(target + i * block.CRow, width));
        }
    }
}
