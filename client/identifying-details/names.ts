import type { Found } from './found.ts';

/** Common first names in London that are not also everyday words, in lower case. */
const firstNames = new Set(
  `aaliyah aaron abdul abdullah abigail adam adrian ahmed aisha alan albert alex alexander alexandra alfie ali alice alicia alison
  amanda amelia amina amir amy andrea andrew angela anna anne annie anthony antonio archie arthur ashley barbara ben benjamin
  bernadette beth bethany blessing brenda brian callum cameron carl carlos carol caroline catherine charles charlie charlotte
  chloe chris christine christopher claire clare colin connor craig cynthia daisy dan daniel danielle darren dave david dean
  deborah debbie dennis derek diana diane donna dorothy dylan edward eileen elaine eleanor elizabeth ella ellie emily emma eric
  ethan eva evelyn fatima fatou fiona florence folake frances francesca freya gareth gary gemma geoff geoffrey george georgia
  gillian graham grant hannah harriet harry hassan hayley heather helen henry hussain ian ibrahim imran isaac isabella isla jack
  jacob jacqueline jake jamal james jamie jane janet jason jean jenna jennifer jenny jessica joan joanna joanne joe john jonathan
  jose joseph joshua juan judith julia julian julie karen kareem karl kate kathleen katie keith kelly kenneth kerry kevin khadija
  kim kimberley kofi kwame laura lauren leah leanne lee leon lewis liam lily linda lisa lola louise lucas lucy luke lydia malik
  mandy marcus margaret maria mariam marie mario marion martha martin mary maryam mason matthew maureen megan melissa michael
  michelle mike mohamed mohammad mohammed molly monica muhammad musa nadia naomi natalie natasha nathan neil nicholas nicola nicole
  nigel noah nora oliver olivia oluwaseun omar oscar owen pamela patricia paul paula pauline pedro peter philip phoebe priya rachel
  rahul raj rebecca richard robert roger ronald rosie ross ruth ryan sabrina sally sam samantha samuel sandra sara sarah scott sean
  sharon sheila shirley simon sofia sophia sophie stacey stephanie stephen steve steven stuart sunita susan suzanne sylvia tanya
  tariq teresa thomas tim timothy tina toby tom tony tracey tracy trevor tunde valerie vanessa veronica vicky victoria vincent
  wayne wendy yasmin yusuf yvonne zahra zainab zara zoe`.split(/\s+/),
);

const introduced =
  /\b(?:name(?:[’']s|\s+is|\s+was)|called|named)\s+(\p{Lu}\p{Ll}[\p{L}’'-]*(?:\s\p{Lu}\p{Ll}[\p{L}’'-]*)?)/gu;
const capitalised = /(?<![\p{L}’'-])\p{Lu}\p{Ll}+(?![\p{L}-])/gu;

/** Words in a position where a name is expected, and common first names. Names in `known` are allowed. */
export function names(text: string, known: string[]): Found[] {
  const isKnown = (word: string) => known.some((name) => name.toLowerCase() === word.toLowerCase());
  const said = [...text.matchAll(introduced)]
    .filter(({ 1: name }) => !isKnown(name!.split(/\s/)[0]!))
    .map(({ index, 0: all, 1: name }) => foundAt(index + all.length - name!.length, name!));
  const common = [...text.matchAll(capitalised)]
    .filter(({ 0: word }) => firstNames.has(word.toLowerCase()) && !isKnown(word))
    .map(({ index, 0: word }) => foundAt(index, word));
  return [...said, ...common];
}

const foundAt = (start: number, name: string): Found => ({
  what: 'a name',
  start,
  end: start + name.length,
});
