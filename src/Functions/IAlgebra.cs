namespace Functional.Functions;

/// <summary>
/// What a derivative is written over: tensors (then it can be differentiated again), registers of numbers (then it is one pass over
/// memory) and the numbers of generic math all are algebras. A C# number takes the kind of the value it meets.
/// </summary>
public interface IAlgebra<A> where A : IAlgebra<A>
{
    /// <summary>The opposite.</summary>
    static abstract A operator -(A x);
    /// <summary>The sum.</summary>
    static abstract A operator +(A a, A b);
    /// <summary>The difference.</summary>
    static abstract A operator -(A a, A b);
    /// <summary>The product.</summary>
    static abstract A operator *(A a, A b);
    /// <summary>The quotient.</summary>
    static abstract A operator /(A a, A b);
    /// <summary>The sum of a and a C# number.</summary>
    static abstract A operator +(A a, double b);
    /// <summary>The sum of a C# number and b.</summary>
    static abstract A operator +(double a, A b);
    /// <summary>a less a C# number.</summary>
    static abstract A operator -(A a, double b);
    /// <summary>A C# number less b.</summary>
    static abstract A operator -(double a, A b);
    /// <summary>The product of a and a C# number.</summary>
    static abstract A operator *(A a, double b);
    /// <summary>The product of a C# number and b.</summary>
    static abstract A operator *(double a, A b);
    /// <summary>a divided by a C# number.</summary>
    static abstract A operator /(A a, double b);
    /// <summary>A C# number divided by b.</summary>
    static abstract A operator /(double a, A b);

    /// <summary>A constant of the kind of x.</summary>
    static abstract A Like(double value, A x);

    /// <summary>The value of a function.</summary>
    static abstract A Map<F>(A x) where F : struct, IMapFunction;

    /// <summary>The value of a function of two inputs.</summary>
    static abstract A Zip<F>(A a, A b) where F : struct, IZipFunction;

    /// <summary>The third value where a &lt; b, otherwise, also where one is NaN, the fourth.</summary>
    static abstract A WhereLess(A a, A b, A then, A otherwise);

    /// <summary>The third value where a = b, otherwise, also where one is NaN, the fourth.</summary>
    static abstract A WhereEqual(A a, A b, A then, A otherwise);
}
