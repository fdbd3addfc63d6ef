using System.Runtime.CompilerServices;

namespace Functional;

// What functions refuse, in one sentence that names the operation, the culprit and the remedy.
public static partial class Scalars
{
    static void Require(Delegate? f, [CallerMemberName] string operation = "")
    {
        if (f is null) throw new ArgumentNullException(nameof(f), $"{operation}: the function is null: pass a lambda or a method");
    }

    static int NotNegative(int value, [CallerArgumentExpression(nameof(value))] string name = "", [CallerMemberName] string operation = "")
        => value >= 0 ? value : throw new ArgumentOutOfRangeException(name, $"{operation}: {name} is {value}: it must be 0 or above");
}
