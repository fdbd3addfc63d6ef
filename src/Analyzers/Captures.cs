using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Functional.Analyzers;

/// <summary>Something that a function takes in from outside.</summary>
internal readonly struct Capture(Location place, string name, ITypeSymbol type, ITypeSymbol number)
{
    public Location Place => place;
    public string Name => name;
    public ITypeSymbol Type => type;

    /// <summary>The number that the value brings.</summary>
    public ITypeSymbol Number => number;
}

/// <summary>
/// What a function takes in from outside over the numbers of its own variables. Delegates in local variables and local functions are looked
/// into; of other functions and methods only the signature and the receiver count.
/// </summary>
internal sealed class Captures(Numbers numbers, ImmutableHashSet<ISymbol?> variables)
{
    readonly HashSet<ISymbol> lookedInto = new(SymbolEqualityComparer.Default);

    /// <param name="function">A lambda, a method group, or any expression of a delegate.</param>
    /// <param name="place">Where to report; each value at its own place if absent.</param>
    public IEnumerable<Capture> In(IOperation function, Location? place = null)
    {
        var inside = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in function.DescendantsAndSelf())
        {
            if (operation is IAnonymousFunctionOperation lambda) inside.Add(lambda.Symbol);
            if (operation is ILocalFunctionOperation local) inside.Add(local.Symbol);
            if (Named(operation) is not { } symbol || IsWithin(inside, symbol)) continue;
            if (Definitions(operation, symbol) is { Length: > 0 } definitions)
            {
                if (!lookedInto.Add(symbol)) continue;
                foreach (var taken in definitions.SelectMany(definition => In(definition, place ?? operation.Syntax.GetLocation()))) yield return taken;
            }
            else if (Value(operation) is { Type: { } type, Parent: not INameOfOperation } value && Numbers.Brought(type, variables) is { } number)
                yield return new(place ?? value.Syntax.GetLocation(), value is IInstanceReferenceOperation ? "this" : value.Syntax.ToString(), type, number);
        }
    }

    /// <summary>The variable, local function or object that an operation names, unless its value cannot change.</summary>
    ISymbol? Named(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } instance => instance.Type,
        IFieldReferenceOperation { Field: { IsStatic: true } field } => field.IsReadOnly && variables.Contains(field.Type) ? null : field,
        IPropertyReferenceOperation { Property: { IsStatic: true, SetMethod: not null } property } => property,
        IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } function } => function.OriginalDefinition,
        IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } function } => function.OriginalDefinition,
        _ => null,
    };

    static bool IsWithin(HashSet<ISymbol> functions, ISymbol symbol)
    {
        for (var around = symbol.ContainingSymbol; around is not null; around = around.ContainingSymbol)
            if (functions.Contains(around)) return true;
        return false;
    }

    /// <summary>The body of a local function, or all that is assigned to a local variable of a delegate type.</summary>
    static ImmutableArray<IOperation> Definitions(IOperation operation, ISymbol symbol)
    {
        if (symbol is not (IMethodSymbol or ILocalSymbol { Type.TypeKind: TypeKind.Delegate })) return [];
        while (operation.Parent is { } parent) operation = parent;
        return [.. operation.Descendants().Select(Definition).OfType<IOperation>()];

        IOperation? Definition(IOperation each) => each switch
        {
            ILocalFunctionOperation function when Is(function.Symbol) => function,
            IVariableDeclaratorOperation variable when Is(variable.Symbol) => variable.GetVariableInitializer()?.Value,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when Is(target.Local) => assignment.Value,
            _ => null,
        };

        bool Is(ISymbol other) => SymbolEqualityComparer.Default.Equals(symbol, other);
    }

    /// <summary>What is read of a variable: for <c>rows[0].Weight</c> all of it, and not rows.</summary>
    IOperation Value(IOperation operation) => operation.Parent switch
    {
        IMemberReferenceOperation member and not IMethodReferenceOperation when member.Instance == operation => Value(member),
        IArrayElementReferenceOperation element when element.ArrayReference == operation => Value(element),
        IInlineArrayAccessOperation element when element.Instance == operation => Value(element),
        IImplicitIndexerReferenceOperation element when element.Instance == operation => Value(element),
        IConditionalAccessOperation access when access.Operation == operation => Value(access),
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "StopGradient" } method } call } when IsOfScalars(method) => Value(call),
        _ => operation,
    };

    bool IsOfScalars(IMethodSymbol method) => SymbolEqualityComparer.Default.Equals(method.ContainingType, numbers.Scalars);
}
