/// What is no tree is refused by one sentence that names the type, and the member where there is one.
module Functional.Tests.FSharp.RefusalTests

open System
open System.Collections.Generic
open Functional
open Xunit

type Layer =
    | Dense of Tensor * Tensor
    | Identity

type Activation =
    | Relu
    | Power of float

type Model = { Layer: Layer; Weight: Tensor }

type Named = { Activation: Activation; Weight: Tensor; Seen: Set<string>; Numbers: ResizeArray<float> }

type Listed = { Weights: ResizeArray<Tensor> }

let remedy = "use an array, an immutable collection, a tuple or a record"
let refused (tree: 'T) = Assert.Throws<ArgumentException>(fun () -> Tree.Leaves tree |> ignore).Message

[<Fact>]
let ``A union that holds tensors is refused`` () =
    Assert.Equal($"a Layer is not a tree of tensors: {remedy}", refused Identity)
    Assert.Equal($"'Layer' of 'Model' holds a Layer, which is not a tree of tensors: {remedy}", refused { Layer = Identity; Weight = Tensor.Scalar 1.0 })

[<Fact>]
let ``A mutable list of tensors is refused`` () =
    Assert.Equal($"a List<Tensor> is not a tree of tensors: {remedy}", refused (ResizeArray<Tensor>()))
    Assert.Equal($"'Weights' of 'Listed' holds a List<Tensor>, which is not a tree of tensors: {remedy}", refused { Weights = ResizeArray() })
    Assert.Equal($"'Item2' of 'Tuple<Tensor, Dictionary<String, Tensor>>' holds a Dictionary<String, Tensor>, which is not a tree of tensors: {remedy}",
        refused (Tensor.Scalar 1.0, Dictionary<string, Tensor>()))

[<Fact>]
let ``Data without tensors is not walked`` () =
    let named = { Activation = Power 2.0; Weight = Tensor.Scalar 1.0; Seen = Set [ "a" ]; Numbers = ResizeArray [ 1.0 ] }
    Assert.Single(Tree.Leaves named) |> ignore
    Assert.Equal(Power 2.0, Tree.Map(named, fun x -> x + x).Activation)
