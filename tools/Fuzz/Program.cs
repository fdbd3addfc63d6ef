// Feeds damaged files to every parser of the library, in this process, and counts what they make of them.
using System.CommandLine;
using Functional.Fuzz;

var cases = new Option<long>("--cases") { Description = "How many cases, over all targets", DefaultValueFactory = _ => 100_000 };
var seed = new Option<long>("--seed") { Description = "Decides the cases", DefaultValueFactory = _ => 1 };
var all = string.Join(", ", Targets.All.Select(each => each.Name));
var target = new Option<string[]>("--target") { Description = $"The parsers to feed, if not all: {all}" };
var only = new Option<long?>("--only") { Description = "Run the case of this number alone, and let what it throws end the program" };
var keep = new Option<string>("--keep") { Description = "The folder for cases that fail", DefaultValueFactory = _ => "fuzz-failures" };

const string purpose = "Feeds damaged files to every parser of the library. "
    + "Each case must be read or refused by one clear line, in time and memory that its size bounds.";
var command = new RootCommand(purpose)
{
    cases, seed, target, only, keep,
};
command.SetAction(given =>
{
    var names = given.GetValue(target) is { Length: > 0 } chosen ? chosen : [.. Targets.All.Select(each => each.Name)];
    if (names.Except(Targets.All.Select(each => each.Name)).FirstOrDefault() is { } unknown)
    {
        Console.Error.WriteLine($"there is no target '{unknown}'");
        return 2;
    }
    var chosenTargets = Targets.All.Where(each => names.Contains(each.Name));
    var campaigns = chosenTargets.Select(each => new Campaign(each, given.GetValue(seed), given.GetValue(keep)!)).ToArray();
    if (given.GetValue(only) is { } index)
    {
        foreach (var campaign in campaigns) campaign.Repeat(index);
        return 0;
    }
    foreach (var campaign in campaigns)
    {
        campaign.Run(given.GetValue(cases) / campaigns.Length);
        Console.WriteLine(campaign.Tally);
    }
    return campaigns.All(campaign => campaign.Tally.Failures == 0) ? 0 : 1;
});
return command.Parse(args).Invoke();
