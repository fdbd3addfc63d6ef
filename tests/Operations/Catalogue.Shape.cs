using static Functional.Operations;

namespace Functional.Tests.Operations;

public static partial class Catalogue
{
    static IEnumerable<Operation> Shapes()
    {
        const string group = "Shape";
        Tensor x = R([2, 3]), nothing = Tensor.Zeros([0, 2], DType.Float64);
        Func<Values[], Values> To(int[] shape, Func<Values, int[], double> element) => x => Values.Tabulate(shape, at => element(x[0], at));

        yield return Op(group, "Roll", "roll", x => Roll(x[0], [1, -1], [0, 1]), [x], To([2, 3], (x, at) => x[(at[0] + 1) % 2, (at[1] + 1) % 3]))
            .Refuses(() => Roll(x, [1], [0, 1]), "Roll: 1 shifts for 2 axes");
        yield return Op(group, "Tile", "tile", x => Tile(x[0], 2, 1, 3), [x], To([2, 2, 9], (x, at) => x[at[1], at[2] % 3]))
            .And(x => Tile(x[0], 2), [x], To([2, 6], (x, at) => x[at[0], at[1] % 3])).And(x => Tile(x[0], 0), [x], _ => new([2, 0], []));
        yield return Op(group, "Repeat", "repeat, repeat_interleave, repeat", x => Repeat(x[0], 2, 0), [x],
            To([4, 3], (x, at) => x[at[0] / 2, at[1]]))
            .And(x => Repeat(x[0], 3, -1), [nothing], _ => new([0, 6], []))
            .Refuses(() => Repeat(x, -1, 0), "Repeat: an element does not stand -1 times");
        yield return Op(group, "MeshGrid", "meshgrid", x => MeshGrid(x[0], x[1]) is var grid ? grid[0] * 2 + grid[1] : null!,
            [V(1, 2), V(3, 4, 5)], x => Values.Tabulate([2, 3], at => 2 * x[0][at[0]] + x[1][at[1]]))
            .Refuses(() => MeshGrid(x), "MeshGrid: axis 0 is [2, 3], not a vector");
        yield return Op(group, "Grid", "meshgrid", x => Tensor.Grid(x[0], x[1]) is var (i, j) ? i * 2 + j : null!, [V(1, 2), V(3, 4, 5)],
            x => Values.Tabulate([2, 3], at => 2 * x[0][at[0]] + x[1][at[1]]));
        yield return Op(group, "SwapAxes", "swapaxes", x => SwapAxes(x[0], 0, -1), [R([2, 3, 4])], To([4, 3, 2], (x, at) => x[at[2], at[1], at[0]]))
            .Refuses(() => SwapAxes(x, 0, 2), "SwapAxes: axis 2 is out of range for shape [2, 3]");
        yield return Op(group, "MoveAxis", "moveaxis, movedim, moveaxis", x => MoveAxis(x[0], 0, -1), [R([2, 3, 4])],
            To([3, 4, 2], (x, at) => x[at[2], at[0], at[1]]));
        yield return Op(group, "Rot90", "rot90", x => Rot90(x[0]), [x], To([3, 2], (x, at) => x[at[1], 2 - at[0]]))
            .And(x => Rot90(x[0], 2), [x], To([2, 3], (x, at) => x[1 - at[0], 2 - at[1]]))
            .And(x => Rot90(x[0], -1), [x], To([3, 2], (x, at) => x[1 - at[1], at[0]])).And(x => Rot90(x[0], 4), [x], To([2, 3], (x, at) => x[at]))
                .Refuses(() => Rot90(x, 1, 0, 0), "Rot90: a plane has two axes, not axis 0 alone");
        yield return Op(group, "Pad", "pad", x => Pad(x[0], [(1, 0), (2, 2)], PadMode.Reflect), [x],
            To([3, 7], (x, at) => x[Math.Abs(at[0] - 1), 2 - Math.Abs(2 - Math.Abs(at[1] - 2))]))
            .And(x => Pad(x[0], [(4, 1), (0, 2)], PadMode.Replicate), [x],
                To([7, 5], (x, at) => x[Math.Clamp(at[0] - 4, 0, 1), Math.Clamp(at[1], 0, 2)]))
            .And(x => Pad(x[0], [(0, 0), (2, 3)], PadMode.Circular), [x], To([2, 8], (x, at) => x[at[0], (at[1] + 1) % 3]))
                .And(x => Pad(x[0], [(0, 0), (1, 1)], 7), [x], To([2, 5], (x, at) => at[1] is > 0 and < 4 ? x[at[0], at[1] - 1] : 7))
            .Refuses(() => Pad(x, [(0, 0), (3, 0)], PadMode.Reflect), "Pad: axis 1 of [2, 3] has no 3 and 0 elements to continue it (Reflect)");
        yield return Op(group, "Diagonal", "diagonal", x => Diagonal(x[0], 1), [R([2, 3, 4])], To([2, 3], (x, at) => x[at[0], at[1], at[1] + 1]))
            .And(x => Diagonal(x[0], -1), [R([2, 3, 4])], To([2, 2], (x, at) => x[at[0], at[1] + 1, at[1]]))
            .And(x => Diagonal(x[0], 5), [x], _ => new([0], [])).And(x => Diagonal(x[0], -5), [x], _ => new([0], []))
                .And(x => Diagonal(x[0]), [x], To([2], (x, at) => x[at[0], at[0]])).And(x => Diagonal(x[0]), [nothing], _ => new([0], []));
        yield return Op(group, "Diag", "diag, diag_embed, diag", x => Diag(x[0], -1), [R([2, 3])],
            To([2, 4, 4], (x, at) => at[1] == at[2] + 1 ? x[at[0], at[2]] : 0))
            .And(x => Diag(x[0], 2), [V(1)], _ => new([3, 3], [0, 0, 1, 0, 0, 0, 0, 0, 0]))
            .And(x => Diag(x[0]), [V(1, 2)], _ => new([2, 2], [1, 0, 0, 2]));
        yield return Op(group, "Broadcast", "broadcast_to", x => Broadcast(x[0], [2, 2, 3]), [x], To([2, 2, 3], (x, at) => x[at[1], at[2]]))
            .Refuses(() => Broadcast(x, [2, 2]), "Broadcast: [2, 3] does not broadcast to [2, 2]");
        yield return Op(group, "Unstack", "unstack, unbind, unstack", x => Unstack(x[0], 1)[1], [x], To([2], (x, at) => x[at[0], 1]))
            .And(x => Stack(1, Unstack(x[0], 1)), [x], To([2, 3], (x, at) => x[at]));
        yield return Op(group, "Stack", "stack", x => Stack(1, x[0], x[1]), [x, x * 2],
            x => Values.Tabulate([2, 2, 3], at => x[at[1]][at[0], at[2]]));
        yield return Op(group, "Concat", "concatenate, cat, concatenate", x => Concat(1, x[0], x[1]), [x, R([2, 1])],
            x => Values.Tabulate([2, 4], at => at[1] < 3 ? x[0][at] : x[1][at[0], 0]));
        yield return Op(group, "Flip", "flip", x => Flip(x[0], 1), [x], To([2, 3], (x, at) => x[at[0], 2 - at[1]]));
    }
}
