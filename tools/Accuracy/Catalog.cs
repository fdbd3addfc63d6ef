using System.Reflection;
using Functional.Functions;

namespace Functional.Accuracy;

/// <summary>What is done with a function of one argument.</summary>
internal interface IMapVisitor<R>
{
    R Visit<F>() where F : struct, IMapFunction;
}

/// <summary>What is done with a function of two arguments.</summary>
internal interface IZipVisitor<R>
{
    R Visit<F>() where F : struct, IZipFunction;
}

/// <summary>The elementwise functions that there are.</summary>
internal static class Catalog
{
    static readonly Type[] maps = Structs(typeof(IMapFunction)), zips = Structs(typeof(IZipFunction));

    internal static IEnumerable<string> Maps => maps.Select(type => type.Name);

    internal static IEnumerable<string> Zips => zips.Select(type => type.Name);

    internal static IEnumerable<string> Names => [.. Maps, .. Zips];

    internal static R Visit<R>(string name, IMapVisitor<R> visitor) => Visit<R>(typeof(IMapVisitor<R>), visitor, maps.Single(type => type.Name == name));

    internal static R Visit<R>(string name, IZipVisitor<R> visitor) => Visit<R>(typeof(IZipVisitor<R>), visitor, zips.Single(type => type.Name == name));

    static Type[] Structs(Type kind)
        => [.. kind.Assembly.GetTypes().Where(type => type.IsValueType && type.IsAssignableTo(kind)).OrderBy(type => type.Name, StringComparer.Ordinal)];

    static R Visit<R>(Type kind, object visitor, Type function)
        => (R)kind.GetMethod("Visit")!.MakeGenericMethod(function).Invoke(visitor, BindingFlags.DoNotWrapExceptions, null, null, null)!;
}
