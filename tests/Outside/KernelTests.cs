using Functional.Functions;
using Functional.Primitives;
using Xunit;

namespace Functional.Tests.Outside;

/// <summary>The kernels that devices of your own make of functions.</summary>
public class KernelTests
{
    [Fact]
    public void Devices_that_take_turns_make_each_kernel_once()
    {
        var (map, devices) = (new Map<Sin>(), Enumerable.Range(0, 5).Select(_ => new Maker()).ToArray());
        for (var turn = 0; turn < 3; turn++)
            foreach (var device in devices)
            {
                Assert.Same(device, map.Kernel(device).Maker);
                Assert.Equal("Sin", map.Kernel(device).Name);
            }
        Assert.All(devices, device => Assert.Equal(1, device.Made));
    }

    [Fact]
    public void A_record_keeps_the_kernels_of_few_devices()
    {
        var map = new Map<Sin>();
        var made = Enumerable.Range(0, 1000).Select(_ => new WeakReference(map.Kernel(new Maker()))).ToArray();
        GC.Collect();
        Assert.InRange(made.Count(each => each.IsAlive), 0, 10);
        Assert.Equal(new Map<Sin>(), map);
    }

    sealed record Kernel(Maker Maker, string Name);

    sealed class Maker : IMapRules<Kernel>
    {
        internal int Made { get; private set; }

        public Kernel Map<F>() where F : struct, IMapFunction => Make<F>();

        public Kernel Zip<F>() where F : struct, IZipFunction => Make<F>();

        public Kernel Relation<F>() where F : struct, IRelation => Make<F>();

        public Kernel Connective<F>() where F : struct, IConnective => Make<F>();

        public Kernel MapChain<F>() where F : struct, IMapFunction => Make<F>();

        public Kernel ZipChain<F>(int input) where F : struct, IZipFunction => Make<F>();

        Kernel Make<F>()
        {
            Made++;
            return new(this, typeof(F).Name);
        }
    }
}
