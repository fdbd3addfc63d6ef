using Functional.Primitives;
using Op = Functional.Primitives.Primitive;

namespace Functional.Graphs;

/// <summary>The attributes of every primitive, each once: what listings print and files hold.</summary>
public sealed class AttributeRules : IRules<Attributes, Primitive>
{
    // elementwise
    /// <inheritdoc/>
    public Op Map(Map op, Attributes a) => a.Function("function", op);
    /// <inheritdoc/>
    public Op Select(Select op, Attributes a) => op;
    /// <inheritdoc/>
    public Op Cast(Cast op, Attributes a) => new Cast(a.Choice("to", op.To));

    // layout
    /// <inheritdoc/>
    public Op Broadcast(Broadcast op, Attributes a) => new Broadcast(a.Shape("to", op.To));
    /// <inheritdoc/>
    public Op Reshape(Reshape op, Attributes a) => new Reshape(a.Shape("to", op.To));
    /// <inheritdoc/>
    public Op Permute(Permute op, Attributes a) => new Permute(a.Axes("axes", op.Axes, ascend: false));
    /// <inheritdoc/>
    public Op Slice(Slice op, Attributes a) => new Slice(a.Rows("runs", op.Runs, run => [run.Start, run.Count, run.Step], n => new(n[0], n[1], n[2]), new Run(0, 0)));
    /// <inheritdoc/>
    public Op Pad(Pad op, Attributes a)
        => new Pad(a.Rows("paddings", op.Paddings, p => [p.Low, p.High, p.Between], n => new(n[0], n[1], n[2]), new Padding(0, 0)), a.Number("value", op.Value));
    /// <inheritdoc/>
    public Op Concat(Concat op, Attributes a) => new Concat(Axis(op.Axis, a));
    /// <inheritdoc/>
    public Op Gather(Gather op, Attributes a) => new Gather(Axis(op.Axis, a), a.Text("operation", op.Operation), a.Flag("isFromEnd", op.IsFromEnd));
    /// <inheritdoc/>
    public Op Scatter(Scatter op, Attributes a) => new Scatter(Axis(op.Axis, a), a.Int("extent", op.Extent, least: 0));

    // devices
    /// <inheritdoc/>
    public Op Transfer(Transfer op, Attributes a) => new Transfer(a.Device("from", op.From), a.Device("to", op.To));

    // reduction and order
    /// <inheritdoc/>
    public Op Sum(Sum op, Attributes a) => new Sum(a.Axes("axes", op.Axes), a.Flag("keepsAxes", op.KeepsAxes));
    /// <inheritdoc/>
    public Op CumSum(CumSum op, Attributes a) => new CumSum(Axis(op.Axis, a));
    /// <inheritdoc/>
    public Op Extremum(Extremum op, Attributes a) => new Extremum(a.Choice("end", op.End), a.Axes("axes", op.Axes));
    /// <inheritdoc/>
    public Op ArgExtremum(ArgExtremum op, Attributes a) => new ArgExtremum(a.Choice("end", op.End), Axis(op.Axis, a));
    /// <inheritdoc/>
    public Op ArgSort(ArgSort op, Attributes a) => op;

    // contraction and windows
    /// <inheritdoc/>
    public Op MatMul(MatMul op, Attributes a) => op;
    /// <inheritdoc/>
    public Op Conv(Conv op, Attributes a) => new Conv(Windows(op.Windows, a), a.Int("groups", op.Groups, least: 1));
    /// <inheritdoc/>
    public Op WindowSum(WindowSum op, Attributes a) => new WindowSum(Windows(op.Windows, a));
    /// <inheritdoc/>
    public Op WindowArgMax(WindowArgMax op, Attributes a) => new WindowArgMax(Windows(op.Windows, a));

    // linear algebra
    /// <inheritdoc/>
    public Op TriangularSolve(TriangularSolve op, Attributes a)
        => new TriangularSolve(a.Choice("triangle", op.Triangle), a.Text("operation", op.Operation), a.Flag("isTotal", op.IsTotal));
    /// <inheritdoc/>
    public Op Solve(Solve op, Attributes a) => new Solve(a.Text("operation", op.Operation), a.Flag("isTotal", op.IsTotal));
    /// <inheritdoc/>
    public Op Cholesky(Cholesky op, Attributes a) => new Cholesky(a.Flag("isTotal", op.IsTotal));
    /// <inheritdoc/>
    public Op Qr(Qr op, Attributes a) => op;
    /// <inheritdoc/>
    public Op Svd(Svd op, Attributes a) => op;
    /// <inheritdoc/>
    public Op Svdvals(Svdvals op, Attributes a) => op;
    /// <inheritdoc/>
    public Op Eigh(Eigh op, Attributes a) => op;
    /// <inheritdoc/>
    public Op Eigvalsh(Eigvalsh op, Attributes a) => op;
    /// <inheritdoc/>
    public Op Det(Det op, Attributes a) => op;
    /// <inheritdoc/>
    public Op Cofactor(Cofactor op, Attributes a) => op;
    /// <inheritdoc/>
    public Op LogDet(LogDet op, Attributes a) => op;

    // randomness
    /// <inheritdoc/>
    public Op RandomBits(RandomBits op, Attributes a) => new RandomBits(a.Shape("to", op.To), a.Int("bits", op.Bits, 1, 64));

    static int Axis(int axis, Attributes a) => a.Int("axis", axis, least: 0);

    static Sequence<Window> Windows(Sequence<Window> windows, Attributes a) => a.Rows("windows", windows,
        w => [w.Extent, w.Stride, w.Low, w.High, w.Dilation, w.InputDilation], n => new(n[0], n[1], n[2], n[3], n[4], n[5]), new Window(0));
}
