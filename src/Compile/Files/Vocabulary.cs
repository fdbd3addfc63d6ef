using System.Collections.Immutable;
using Functional.Functions;
using Functional.Primitives;

namespace Functional.Graphs;

/// <summary>
/// What the names in a file of a graph stand for: elementwise functions and devices. A file can name nothing else, so that reading one never looks
/// for a type. The functions of the library and the CPU are in <see cref="Library"/>; a program adds its own, for writing as for reading.
/// </summary>
public sealed partial class Vocabulary
{
    readonly ImmutableDictionary<string, (Map Op, int Inputs)> functions;
    readonly ImmutableDictionary<Map, string> names;
    readonly ImmutableDictionary<string, Device> devices;

    Vocabulary(ImmutableDictionary<string, (Map Op, int Inputs)> functions, ImmutableDictionary<Map, string> names, ImmutableDictionary<string, Device> devices)
        => (this.functions, this.names, this.devices) = (functions, names, devices);

    /// <summary>These names, a function of one input, and its chain rule.</summary>
    public Vocabulary WithMap<F>() where F : struct, IMapFunction
        => With(NameOf<F>(), Map<F>.Op, 1).With($"{NameOf<F>()}′", MapChain<F>.Op, Chains.Count(F.Reads & ~Reads.Second));

    /// <summary>These names, a function of two inputs, and its chain rules.</summary>
    public Vocabulary WithZip<F>() where F : struct, IZipFunction
        => With(NameOf<F>(), Zip<F>.Op, 2).With($"{NameOf<F>()}′0", ZipChain<F>.Of(0), Chains.Count(F.Reads(0))).With($"{NameOf<F>()}′1", ZipChain<F>.Of(1), Chains.Count(F.Reads(1)));

    /// <summary>These names and a relation.</summary>
    public Vocabulary WithRelation<F>() where F : struct, IRelation => With(NameOf<F>(), Relation<F>.Op, 2);

    /// <summary>These names and a connective.</summary>
    public Vocabulary WithConnective<F>() where F : struct, IConnective => With(NameOf<F>(), Connective<F>.Op, 2);

    /// <summary>These names and a device, by its own name.</summary>
    public Vocabulary With(Device device) => new(functions, names, devices.SetItem(device.Name, device));

    internal string NameOf(Map op)
        => names.TryGetValue(op, out var name) ? name
        : throw new GraphException($"{op.Name}: no name is known for this function: add it to the vocabulary with WithMap, WithZip, WithRelation or WithConnective");

    internal (Map Op, int Inputs) Function(string name)
        => functions.TryGetValue(name, out var found) ? found
        : throw new GraphException($"there is no function {Quoted.Of(name)}: add it to the vocabulary with WithMap, WithZip, WithRelation or WithConnective");

    internal int InputsOf(Map op) => Function(NameOf(op)).Inputs;

    /// <summary>The name of a device that a file may name.</summary>
    internal string NameOf(Device device)
        => device == Functional.Device.Cpu || devices.ContainsValue(device) ? device.Name : throw Unknown(device.Name);

    internal Device Device(string name)
        => name == Functional.Device.Cpu.Name ? Functional.Device.Cpu : devices.TryGetValue(name, out var device) ? device : throw Unknown(name);

    static GraphException Unknown(string device) => new($"there is no device {Quoted.Of(device)}: add it to the vocabulary with With");

    Vocabulary With(string name, Map op, int inputs) => new(functions.SetItem(name, (op, inputs)), names.SetItem(op, name), devices);

    /// <summary>The library's functions go by their short names, others by their full ones.</summary>
    static string NameOf<F>() => typeof(F).Assembly == typeof(Exp).Assembly ? typeof(F).Name : typeof(F).ToString();
}
