// A training step of the digits network (batch 64, Adam) here and in PyTorch, in turns: dotnet run -c Release --project benchmarks/TrainingStep [rounds]
using System.Diagnostics;
using Functional;
using Functional.Benchmarks;
using Functional.Nn;
using static Functional.Nn.Layers;
using static Functional.Nn.Optimizers;
using static Functional.Operations;

const int StepsPerTurn = 10;
var rounds = args is [var text] && int.TryParse(text, out var number) && number > 0 ? number : 12;

var model = Conv2d(32, kernel: 5, padding: Same) >> Relu >> MaxPool(2)
         >> Conv2d(64, kernel: 5, padding: Same) >> Relu >> MaxPool(2)
         >> Flatten >> Dense(1024) >> Relu >> Dropout(0.5) >> Dense(10);
var optimizer = Adam(1e-3);
var learner = Learner.Start(model, optimizer, new Key(1), [1, 28, 28]);
var batch = new Batch(new Key(2).Uniform([64, 1, 28, 28]), new Key(3).Bits([64], 3));

var script = Path.Combine(Repository(), "benchmarks", "peers", "digits_torch.py");
Peer[] peers = [.. from threads in new[] { 1, 2 } from blas in new[] { 1, 2 } select new Peer(script, threads, blas)];
(string Name, Func<int, double> Run)[] contestants = [("Functional", Run), .. peers.Select(peer => (peer.Name, (Func<int, double>)peer.Run))];

for (var warmUp = 0; warmUp < 3; warmUp++) Run(StepsPerTurn);
var times = contestants.Select(_ => new List<double>()).ToArray();
for (var round = 0; round < rounds; round++)
    for (var i = 0; i < contestants.Length; i++) times[i].Add(contestants[i].Run(StepsPerTurn));

var medians = times.Select(Median).ToArray();
for (var i = 0; i < medians.Length; i++) Console.WriteLine(FormattableString.Invariant($"{contestants[i].Name,-40} {medians[i],7:F1} ms a step"));
var best = medians.Skip(1).Min();
var ratio = Median([.. Enumerable.Range(0, rounds).Select(round => times[0][round] / times[1 + Array.IndexOf(medians[1..], best)][round])]);
Console.WriteLine(FormattableString.Invariant($"time of Functional / best of PyTorch, median of {rounds} rounds: {ratio:F2}"));
foreach (var peer in peers) peer.Dispose();

double Run(int steps)
{
    var start = Stopwatch.GetTimestamp();
    learner = Training.Fold(learner, Enumerable.Repeat(batch, steps), (state, batch) =>
        Training.Descend(model, optimizer, Losses.SoftmaxCrossEntropy, state, batch).Next);
    return Stopwatch.GetElapsedTime(start).TotalMilliseconds / steps;
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

static string Repository()
{
    var folder = new DirectoryInfo(AppContext.BaseDirectory);
    while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Functional.sln"))) folder = folder.Parent;
    return folder?.FullName ?? throw new InvalidOperationException("run this from a checkout");
}
