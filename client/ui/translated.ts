type Translated = { font: Element; words: string };

/**
 * Keeps live text correct on a page that the browser translates. A translator replaces each text node with a `<font>`,
 * and Svelte goes on writing into the detached node. This puts the node back, empty, beside its `<font>`:
 * when it is written to, moved or removed, the `<font>` is removed or follows. New text is translated again.
 * Returns a function that stops.
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
