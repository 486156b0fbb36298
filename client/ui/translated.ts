type Translated = { font: Element; words: string };

/**
 * Keeps what is live right on a page that the browser translates. A translator puts a `<font>` in the place of each text
 * node, and Svelte goes on writing into a node that nobody sees. Here the node is put back, empty, beside its `<font>`:
 * as soon as it is written to, moved or removed, the `<font>` goes or follows. New words are translated anew.
 * Returns how to stop.
 */
export function keepLiveWhenTranslated(root: Node): () => void {
  const translated = new Map<Text, Translated>();
  const textOf = new WeakMap<Node, Text>();
  let rewritten: Set<Node>;

  function fontInPlaceOf({ addedNodes, previousSibling, nextSibling }: MutationRecord): Element | null {
    const isFree = (node: Node | null | undefined): node is Element =>
      node?.nodeName === 'FONT' && node.isConnected && !textOf.has(node);
    return [addedNodes[0], previousSibling, nextSibling].find(isFree) ?? null;
  }

  function putBack(text: Text, font: Element) {
    if (rewritten.has(text)) return font.replaceWith(text);
    if (font.contains(text)) text.replaceWith(text.cloneNode());
    translated.set(text, { font, words: text.data });
    textOf.set(font, text);
    text.data = '';
    font.before(text);
  }

  function forget(text: Text): Translated | undefined {
    const known = translated.get(text);
    translated.delete(text);
    if (known) textOf.delete(known.font);
    return known;
  }

  function textGone(text: Text, record: MutationRecord) {
    const known = translated.get(text);
    if (!known) {
      const font = fontInPlaceOf(record);
      if (font) putBack(text, font);
    } else if (!text.isConnected) forget(text)?.font.remove();
    else if (known.font.isConnected && text.nextSibling !== known.font) text.after(known.font);
  }

  /** The translator shows the original again. */
  function fontGone(font: Node) {
    const text = textOf.get(font);
    if (!text || font.isConnected) return;
    const { words } = forget(text)!;
    text.data = words;
  }

  const observer = new MutationObserver((records) => {
    rewritten = new Set(records.filter(({ type }) => type === 'characterData').map(({ target }) => target));
    for (const text of rewritten) forget(text as Text)?.font.remove();
    for (const record of records)
      for (const node of record.removedNodes)
        if (node instanceof Text) textGone(node, record);
        else fontGone(node);
  });
  observer.observe(root, { childList: true, characterData: true, subtree: true });
  return () => observer.disconnect();
}
