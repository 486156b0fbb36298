/** Options by heading: heading, then value, then label. */
export type ChoiceGroups<Value extends string> = Record<string, Partial<Record<Value, string>>>;
export type Choice<Value extends string> = { value: Value; words: string };

export const choicesIn = <Value extends string>(options: Partial<Record<Value, string>>): Choice<Value>[] =>
  (Object.entries(options) as [Value, string][]).map(([value, words]) => ({ value, words }));

export const wordsIn = <Value extends string>(groups: ChoiceGroups<Value>): Partial<Record<Value, string>> =>
  Object.assign({}, ...Object.values(groups)) as Partial<Record<Value, string>>;

/** The groups reduced to the options that match; every typed word must begin a word of the option or of its heading. */
export function matching<Value extends string>(groups: ChoiceGroups<Value>, typed: string) {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (text: string) => {
    const words = text.toLowerCase().split(/[^\p{L}\p{N}&-]+/u);
    return wanted.every((want) => words.some((word) => word.startsWith(want)));
  };
  return Object.entries(groups)
    .map(([heading, options]) => ({
      heading,
      choices: choicesIn<Value>(options).filter(({ words }) => fits(`${words} ${heading}`)),
    }))
    .filter(({ choices }) => choices.length > 0);
}

type Found<Value extends string> = { heading: string; choices: Choice<Value>[] }[];

/** Moves some options into a first group; each option appears once. */
export function withFirst<Value extends string>(found: Found<Value>, heading: string, values: Value[]) {
  const all = found.flatMap(({ choices }) => choices);
  const first = values.flatMap((value) => all.find((choice) => choice.value === value) ?? []);
  if (first.length === 0) return found;
  const rest = found.map(({ heading, choices }) => ({
    heading,
    choices: choices.filter((choice) => !first.includes(choice)),
  }));
  return [{ heading, choices: first }, ...rest.filter(({ choices }) => choices.length > 0)];
}
