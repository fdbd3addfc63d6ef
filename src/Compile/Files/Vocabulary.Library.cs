using System.Collections.Immutable;
using Functional.Functions;
using Functional.Primitives;

namespace Functional.Graphs;

public sealed partial class Vocabulary
{
    /// <summary>All functions of the library, and the CPU.</summary>
    public static Vocabulary Library { get; } = new Vocabulary(ImmutableDictionary<string, (Map, int)>.Empty, ImmutableDictionary<Map, string>.Empty, ImmutableDictionary<string, Device>.Empty)
        .WithMap<Gelu>().WithMap<Relu>().WithMap<Sigmoid>().WithMap<Silu>().WithMap<Softplus>()
        .WithMap<Negate>()
        .WithMap<Exp>().WithMap<Exp10>().WithMap<Exp10m1>().WithMap<Exp2>().WithMap<Exp2m1>().WithMap<Expm1>()
        .WithMap<Log>().WithMap<Log10>().WithMap<Log1p>().WithMap<Log2>()
        .WithMap<Acosh>().WithMap<Asinh>().WithMap<Atanh>().WithMap<Cosh>().WithMap<Sinh>().WithMap<Tanh>()
        .WithMap<Abs>().WithMap<Ceiling>().WithMap<Floor>().WithMap<Round>().WithMap<Sign>().WithMap<StopGradient>().WithMap<Truncate>()
        .WithMap<Cbrt>().WithMap<Rsqrt>().WithMap<Sqrt>()
        .WithMap<BesselI0>().WithMap<BesselI1>().WithMap<Digamma>().WithMap<Erf>().WithMap<Erfc>().WithMap<ErfInv>().WithMap<LogGamma>().WithMap<NormalQuantile>()
        .WithMap<Acos>().WithMap<Asin>().WithMap<Atan>().WithMap<Cos>().WithMap<CosPi>().WithMap<Sin>()
        .WithMap<SinPi>().WithMap<Sinc>().WithMap<Tan>().WithMap<TanPi>()
        .WithZip<Add>().WithZip<ChainProduct>().WithZip<Divide>().WithZip<Fmod>().WithZip<Multiply>().WithZip<Subtract>()
        .WithZip<CopySign>().WithZip<Maximum>().WithZip<Minimum>()
        .WithZip<Hypot>().WithZip<InverseSquare>().WithZip<Pow>().WithZip<PowLog>()
        .WithZip<LogAddExp>().WithZip<Polygamma>().WithZip<XLogY>()
        .WithZip<Atan2>()
        .WithRelation<Equal>().WithRelation<Less>().WithRelation<LessOrEqual>().WithRelation<NotEqual>()
        .WithConnective<And>().WithConnective<Or>().WithConnective<Xor>();
}
