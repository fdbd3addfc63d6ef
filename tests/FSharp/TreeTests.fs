/// Derivatives and batches of functions of F#'s own data.
module Functional.Tests.FSharp.TreeTests

open System
open Functional
open Xunit

type Line = { Slope: Tensor; Intercept: Tensor }

[<CLIMutable>]
type Settings = { Rate: Tensor; Name: string; Weights: Tensor list }

[<Struct>]
type Point = { Y: Tensor; X: Tensor }

type Private =
    private { Hidden: Tensor }
    static member Of x = { Hidden = x }
    member this.Value = this.Hidden

type Box<'T> = { Content: 'T; Lines: Map<string, Line>; Extra: Tensor option; Label: string voption }

type Rose = { Value: Tensor; Below: Rose list }

let number (x: float) = Tensor.Scalar x
let vector (xs: float array) = Tensor.Of(ReadOnlySpan xs)
let value (x: Tensor) = x.ToScalar()
let values tree = [ for leaf in Tree.Leaves tree -> value leaf ]
let paths tree = [ for struct (path, _) in Tree.NamedLeaves tree -> path ]
let square (x: Tensor) = x * x
let grad (f: 'T -> Tensor) (x: 'T) = ReverseMode.Grad(Func<'T, Tensor> f).Invoke x
let jvp (f: 'T -> 'U) (x: 'T) (dx: 'T) = ForwardMode.Jvp<'T, 'U>(Func<'T, 'U> f, x, dx)
let vmap (f: 'T -> 'U) (x: 'T) = BatchMode.Vmap(Func<'T, 'U> f).Invoke x

/// Leaves taken out and put back give the same leaves, and the same value in everything else.
let roundTrip (tree: 'T) (names: string list) =
    Assert.Equal<string list>(names, paths tree)
    let leaves = Tree.Leaves tree
    Assert.Equal<Tensor>(leaves, Tree.Leaves(Tree.Rebuild(tree, leaves)))
    let doubled = Tree.Map(tree, fun x -> x + x)
    Assert.Equal<float list>([ for x in values tree -> 2.0 * x ], values doubled)
    Assert.Equal<float list>([ for x in values tree -> 3.0 * x ], values (Tree.Zip(tree, doubled, fun a b -> a + b)))
    Assert.Equal<string list>(names, paths doubled)

let line = { Slope = number 2.0; Intercept = number 3.0 }
let lines = Map [ "b", line; "B", { Slope = number 4.0; Intercept = number 5.0 }; "a", { Slope = number 6.0; Intercept = number 7.0 } ]

[<Fact>]
let ``Records are walked in the ordinal order of their names`` () = roundTrip line [ ".Intercept"; ".Slope" ]

[<Fact>]
let ``Records with setters keep the rest`` () =
    let settings = { Rate = number 1.0; Name = "name"; Weights = [ number 2.0; number 3.0 ] }
    roundTrip settings [ ".Rate"; ".Weights[0]"; ".Weights[1]" ]
    Assert.Equal("name", Tree.Map(settings, fun x -> x * 2.0).Name)

[<Fact>]
let ``Struct records, private records and anonymous records are trees`` () =
    roundTrip { Y = number 1.0; X = number 2.0 } [ ".X"; ".Y" ]
    roundTrip (Private.Of(number 1.0)) [ ".Hidden" ]
    roundTrip {| B = number 1.0; A = number 2.0; Name = "name" |} [ ".A"; ".B" ]
    roundTrip (struct {| B = number 1.0; A = number 2.0 |}) [ ".A"; ".B" ]

[<Fact>]
let ``Tuples of any length are trees`` () =
    let n = number
    roundTrip (n 1.0, (n 2.0, "text"), n 3.0) [ ".Item1"; ".Item2.Item1"; ".Item3" ]
    roundTrip (struct (n 1.0, n 2.0)) [ ".Item1"; ".Item2" ]
    let names = [ for i in 1..7 -> $".Item{i}" ] @ [ ".Rest.Item1"; ".Rest.Item2" ]
    roundTrip (n 1.0, n 2.0, n 3.0, n 4.0, n 5.0, n 6.0, n 7.0, n 8.0, n 9.0) names
    roundTrip (struct (n 1.0, n 2.0, n 3.0, n 4.0, n 5.0, n 6.0, n 7.0, n 8.0, n 9.0)) names

[<Fact>]
let ``Lists, maps, options and arrays are trees`` () =
    roundTrip [ number 1.0; number 2.0 ] [ "[0]"; "[1]" ]
    roundTrip ([]: Tensor list) []
    roundTrip lines [ "[B].Intercept"; "[B].Slope"; "[a].Intercept"; "[a].Slope"; "[b].Intercept"; "[b].Slope" ]
    roundTrip (Some line) [ ".Intercept"; ".Slope" ]
    roundTrip (None: Line option) []
    roundTrip (ValueSome line) [ ".Intercept"; ".Slope" ]
    roundTrip (ValueNone: Line voption) []
    roundTrip [| number 1.0; number 2.0 |] [ "[0]"; "[1]" ]
    roundTrip (Map [ 10, number 1.0; 2, number 2.0 ]) [ "[10]"; "[2]" ]

[<Fact>]
let ``Records of all of them, and records that contain themselves, are trees`` () =
    let box = { Content = [ (number 1.0, Some(number 2.0)) ]; Lines = lines; Extra = None; Label = ValueSome "label" }
    let names = [ ".Content[0].Item1"; ".Content[0].Item2" ] @ [ for name in paths lines -> ".Lines" + name ]
    roundTrip box names
    Assert.Equal(ValueSome "label", Tree.Map(box, fun x -> x * 2.0).Label)
    let leaf x = { Value = number x; Below = [] }
    roundTrip { Value = number 1.0; Below = [ leaf 2.0; leaf 3.0 ] } [ ".Below[0].Value"; ".Below[1].Value"; ".Value" ]

[<Fact>]
let ``The gradient of a function of a record is a record`` () =
    let gradient = line |> grad (fun line -> square line.Slope * line.Intercept)
    Assert.Equal((12.0, 4.0), (value gradient.Slope, value gradient.Intercept))

[<Fact>]
let ``The gradient of a function of a record with setters`` () =
    let settings = { Rate = number 2.0; Name = "name"; Weights = [ number 3.0; number 4.0 ] }
    let gradient = settings |> grad (fun s -> s.Rate * List.reduce (fun a b -> a * b) s.Weights)
    Assert.Equal<float list>([ 12.0; 8.0; 6.0 ], values gradient)
    Assert.Equal("name", gradient.Name)

[<Fact>]
let ``The gradient of a function of a tuple is a tuple`` () =
    let a, struct (b, c) = (number 2.0, struct (number 3.0, 5)) |> grad (fun (a, struct (b, n)) -> square a * b * float n)
    Assert.Equal((60.0, 20.0, 5), (value a, value b, c))

[<Fact>]
let ``The gradients of functions of lists, maps and options`` () =
    let ofList = [ number 2.0; number 3.0; number 4.0 ] |> grad (List.reduce (fun a b -> a * b))
    Assert.Equal<float list>([ 12.0; 8.0; 6.0 ], List.map value ofList)
    let ofMap = lines |> grad (fun lines -> lines["a"].Slope * lines["b"].Intercept)
    Assert.Equal<float list>([ 0.0; 0.0; 0.0; 3.0; 6.0; 0.0 ], values ofMap)
    Assert.Equal(3.0, value ofMap["a"].Slope)
    let loss (x: Tensor option, y) = match x with Some x -> x * y | None -> y
    Assert.Equal<float list>([ 3.0; 2.0 ], values (grad loss (Some(number 2.0), number 3.0)))
    Assert.Equal<float list>([ 1.0 ], values (grad loss (None, number 3.0)))

[<Fact>]
let ``The tangent of a record has its structure`` () =
    let struct (y, dy) = jvp (fun line -> Map [ "product", line.Slope * line.Intercept; "sum", line.Slope + line.Intercept ]) line { Slope = number 1.0; Intercept = number 10.0 }
    Assert.Equal((6.0, 5.0), (value y["product"], value y["sum"]))
    Assert.Equal((23.0, 11.0), (value dy["product"], value dy["sum"]))

[<Fact>]
let ``A batch of records gives a batch of lists`` () =
    let batch = { Slope = vector [| 1.0; 2.0 |]; Intercept = vector [| 3.0; 4.0 |] }
    let products = vmap (fun line -> [ line.Slope * line.Intercept; line.Slope ]) batch
    Assert.Equal<float list>([ 3.0; 8.0 ], List.ofArray (products[0].ToArray<float>()))
    let gradients = vmap (grad (fun line -> square line.Slope * line.Intercept)) batch
    Assert.Equal<float list>([ 6.0; 16.0 ], List.ofArray (gradients.Slope.ToArray<float>()))

[<Fact>]
let ``Other structures are refused with the path`` () =
    let error = Assert.Throws<ShapeException>(fun () -> Tree.Zip(lines, lines.Remove "a", fun a b -> a + b) |> ignore)
    Assert.Equal("the trees differ in structure: [a].Intercept on the left, [b].Intercept on the right", error.Message)
