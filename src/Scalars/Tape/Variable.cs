namespace Functional;

/// <summary>
/// A variable of a tape: its number in the low half, the scope it belongs to in the high half. The arguments of a scope with n of them
/// have the numbers −n … −1, entries count from 1, and <c>default</c> is no variable.
/// </summary>
internal readonly record struct Variable(long Id)
{
    internal Variable(int scope, int number) : this((long)scope << 32 | (uint)number) { }

    internal bool IsNone => Id == 0;

    internal int Number => (int)Id;

    internal int Scope => (int)(Id >> 32);
}
