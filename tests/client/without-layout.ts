import { vi } from 'vitest';

class NothingToSee {
  observe() {}
  unobserve() {}
  disconnect() {}
}

/** For what scrolls and looks at what is in sight, neither of which jsdom does. Returns how to put it back. */
export function withoutLayout(): () => void {
  vi.stubGlobal('ResizeObserver', NothingToSee);
  vi.stubGlobal('IntersectionObserver', NothingToSee);
  Element.prototype.scrollTo = Element.prototype.scrollIntoView = () => {};
  return () => {
    Reflect.deleteProperty(Element.prototype, 'scrollTo');
    Reflect.deleteProperty(Element.prototype, 'scrollIntoView');
  };
}
