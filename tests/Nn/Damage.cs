using FsCheck;
using FsCheck.Fluent;

namespace Functional.Nn.Tests;

/// <summary>What can happen to a file on its way: bits flip, the end is lost, something is appended or inserted.</summary>
static class Damage
{
    public static Gen<byte[]> To(byte[] intact) => Gen.OneOf(Flipped(intact), Truncated(intact), Extended(intact), Twice(intact));

    static Gen<byte[]> Flipped(byte[] intact) =>
        from at in Gen.Choose(0, intact.Length - 1)
        from mask in Gen.Choose(1, 255)
        select intact.Select((value, index) => index == at ? (byte)(value ^ mask) : value).ToArray();

    static Gen<byte[]> Truncated(byte[] intact) => Gen.Choose(0, intact.Length - 1).Select(length => intact[..length]);

    static Gen<byte[]> Extended(byte[] intact) => Gen.Choose(1, 20).Select(extra => intact.Concat(new byte[extra]).ToArray());

    static Gen<byte[]> Twice(byte[] intact) =>
        from once in Flipped(intact)
        from twice in Gen.OneOf(Flipped(once), Truncated(once))
        select twice;
}
