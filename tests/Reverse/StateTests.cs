using System.Reflection;
using Functional.Primitives;
using Xunit;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Reverse.BothModes;

namespace Functional.Tests.Reverse;

/// <summary>The states of a transformation, as Replay.md tells them, and that what the documents name exists.</summary>
public class StateTests
{
    [Fact]
    public void A_part_sees_its_derivative_paused_and_then_replaying()
    {
        var (log, scope) = (new List<ScopeState>(), default(Scope)!);
        Grad(w =>
        {
            scope = ((Tracer)w).Scope!;
            log.Add(scope.State);
            return Checkpoint((Tensor u) => { log.Add(scope.State); return Sin(u * w); })(N(2));
        })(N(3));
        log.Add(scope.State);
        Assert.Equal([ScopeState.Running, ScopeState.Paused, ScopeState.Replaying, ScopeState.Ended], log);
    }

    [Fact]
    public void A_rule_sees_its_derivative_paused()
    {
        var (log, scope) = (new List<ScopeState>(), default(Scope)!);
        Grad(w => (scope = ((Tracer)w).Scope!) is null ? w : Custom(x => x, pullback: (_, _, dy) => { log.Add(scope.State); return dy; })(w))(N(3));
        Assert.Equal([ScopeState.Paused], log);
    }

    [Fact]
    public void A_part_that_runs_again_outlives_the_derivative_that_it_stood_in()
    {
        var (log, inner) = (new List<ScopeState>(), default(Scope)!);
        Grad(w => Jvp(x =>
        {
            inner = ((Tracer)x).Scope!;
            return x * Checkpoint((Tensor u) => { log.Add(inner.State); return u * u; })(w);
        }, N(1), N(1)).Tangent)(N(3));
        Assert.Equal([ScopeState.Running, ScopeState.Outlived], log);
        Assert.Equal(ScopeState.Ended, inner.State);
    }

    [Fact]
    public void A_linear_map_replays_on_each_call()
    {
        var (log, scope) = (new List<ScopeState>(), default(Scope)!);
        var (_, map) = Linearize(w => Checkpoint((Tensor u) =>
        {
            log.Add((scope ??= ((Tracer)w).Scope!).State);
            return u * u;
        })(w), N(3));
        for (var call = 0; call < 2; call++) Assert.Equal(6, map(N(1)).ToScalar());
        Assert.Equal([ScopeState.Paused, ScopeState.Replaying, ScopeState.Replaying], log);
    }

    [Theory]
    [InlineData("docs/design.md", "**One tensor, hop by hop,**", "Each primitive declares")]
    [InlineData("src/Tensors/Replay/Replay.md", "# What runs again", "A reader who")]
    public void What_the_documents_name_exists(string document, string from, string to)
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Functional.sln"))) root = Path.GetDirectoryName(root)!;
        var text = File.ReadAllText(Path.Combine(root, document));
        var walk = text[text.IndexOf(from, StringComparison.Ordinal)..text.IndexOf(to, StringComparison.Ordinal)];
        var types = new[] { typeof(Tensor), typeof(ReverseMode), typeof(ForwardMode) }.SelectMany(each => each.Assembly.GetTypes()).ToArray();
        var names = walk.Split('`').Where((_, i) => i % 2 == 1).Where(each => each.Length > 0 && char.IsUpper(each[0]) && each.All(c => char.IsLetter(c) || c == '.')).Distinct().ToArray();
        Assert.InRange(names.Length, 8, 50);
        Assert.All(names, name => Assert.True(Exists(name), $"{document} names {name}"));

        bool Exists(string name)
        {
            if (name.EndsWith(".cs", StringComparison.Ordinal)) return Directory.GetFiles(Path.Combine(root, "src"), name, SearchOption.AllDirectories).Length > 0;
            var parts = name.Split('.');
            // The variables of the example stand for a continuation and a batch.
            var type = parts[0] switch { "G" => nameof(Continuation), "B" => nameof(Scope), var other => other };
            return types.Any(each => each.Name.Split('`')[0] == type && (parts.Length == 1 || Members(each).Contains(parts[1])))
                || parts.Length == 1 && types.Any(each => Members(each).Contains(name));
        }

        static IEnumerable<string> Members(Type? type)
        {
            for (; type is not null; type = type.BaseType)
                foreach (var member in type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static))
                    yield return member.Name;
        }
    }
}
