namespace Functional.Benchmarks;

/// <summary>Operations that not every version of the library has.</summary>
static class Library
{
    /// <summary>An operation on one tensor, a function as a value or a method whose other parameters are optional; null where there is none.</summary>
    internal static Func<Tensor, Tensor>? Find(string name)
    {
        if (typeof(Operations).GetField(name)?.GetValue(null) is Func<Tensor, Tensor> value) return value;
        foreach (var method in typeof(Operations).GetMethods().Where(method => method.Name == name))
            if (method.GetParameters() is [{ } x, .. var others] && x.ParameterType == typeof(Tensor))
            {
                if (others.Length == 0) return method.CreateDelegate<Func<Tensor, Tensor>>();
                if (others.All(parameter => parameter.HasDefaultValue))
                {
                    var defaults = others.Select(parameter => parameter.DefaultValue).ToArray();
                    return x => (Tensor)method.Invoke(null, [x, .. defaults])!;
                }
            }
        return null;
    }
}
