type Edge = { from: string; to: string };

/** One line for each group of nodes that lead back to one another, such as `calls, presence`; none where everything goes one way. */
export function cyclesIn(edges: Edge[]): string[] {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of edges) if (from !== to) next.set(from, (next.get(from) ?? new Set()).add(to));
  const reach = new Map([...next.keys()].map((node) => [node, reachedFrom(node, next)]));
  const groups = [...next.keys()]
    .filter((node) => reach.get(node)!.has(node))
    .map((node) => [...reach.get(node)!].filter((other) => reach.get(other)?.has(node)));
  return [...new Set(groups.map((group) => group.sort().join(', ')))];
}

function reachedFrom(start: string, next: Map<string, Set<string>>): Set<string> {
  const reached = new Set<string>();
  const ahead = [...(next.get(start) ?? [])];
  for (let node = ahead.pop(); node !== undefined; node = ahead.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    ahead.push(...(next.get(node) ?? []));
  }
  return reached;
}
