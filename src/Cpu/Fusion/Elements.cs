namespace Functional.Cpu;

/// <summary>Copies of elements of which only the size matters.</summary>
internal static unsafe class Elements
{
    /// <summary>Elements at a fixed distance, counted in elements, side by side; one element again and again where it is 0.</summary>
    internal static void Copy(int bytes, byte* from, nint stride, byte* to, int count)
    {
        switch (bytes)
        {
            case 1: Copy(from, stride, to, count); break;
            case 2: Copy((ushort*)from, stride, (ushort*)to, count); break;
            case 4: Copy((uint*)from, stride, (uint*)to, count); break;
            default: Copy((ulong*)from, stride, (ulong*)to, count); break;
        }
    }

    static void Copy<T>(T* from, nint stride, T* to, int count) where T : unmanaged
    {
        switch (stride)
        {
            case 1: new ReadOnlySpan<T>(from, count).CopyTo(new(to, count)); break;
            case 0: if (count > 0) new Span<T>(to, count).Fill(*from); break;
            default:
                for (var i = 0; i < count; i++, from += stride) to[i] = *from;
                break;
        }
    }
}
