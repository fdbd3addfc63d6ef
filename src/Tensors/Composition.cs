namespace Functional;

/// <summary>F#'s composition and pipe for C# functions.</summary>
public static class Composition
{
    extension<TA, TB, TC>(Func<TA, TB>)
    {
        /// <summary>First f, then g: F#'s <c>f &gt;&gt; g</c>.</summary>
        public static Func<TA, TC> operator >>(Func<TA, TB> f, Func<TB, TC> g) => x => g(f(x));
    }

    extension<TB>(Tensor)
    {
        /// <summary>The function of the value: F#'s <c>x |&gt; f</c>.</summary>
        public static TB operator |(Tensor x, Func<Tensor, TB> f) => f(x);
    }

    /// <summary>The name of <c>&gt;&gt;</c> between functions for callers whose language lacks it.</summary>
    public static Func<TA, TC> Then<TA, TB, TC>(this Func<TA, TB> f, Func<TB, TC> g) => x => g(f(x));

    /// <summary>The name of <c>|</c> for callers whose language lacks it, and for values of any type.</summary>
    public static TB Pipe<TA, TB>(this TA x, Func<TA, TB> f) => f(x);
}
