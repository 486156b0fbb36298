/** The sheet of the public page: the product’s colours, by day and by night, in the typeface of the device. */
export const publicStyle = `
:root { color-scheme: light; --paper: #f5f0e6; --sheet: #fbf8f2; --line: #8f8571; --ink: #25221c; --soft: #534d42; --accent: #1d5752; --on-accent: #fbf8f2; }
@media (prefers-color-scheme: dark) {
  :root { color-scheme: dark; --paper: #191714; --sheet: #211e1a; --line: #857b69; --ink: #efe7d8; --soft: #bdb3a1; --accent: #93cbbf; --on-accent: #12201d; }
}
*, *::before, *::after { box-sizing: border-box; margin: 0; }
body { background: var(--paper); color: var(--ink); font: 400 1.0625rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
main { max-width: 42rem; margin: 0 auto; padding: 16px 16px 48px; }
.now { padding-bottom: 12px; border-bottom: 1px solid var(--line); }
ul { list-style: none; padding: 0; }
.now li { padding: 2px 0; }
a { color: inherit; font-weight: 600; text-underline-offset: 4px; }
h1 { margin: 24px 0 12px; font-size: 1.6875rem; line-height: 1.2; }
h2 { margin: 40px 0 12px; font-size: 1.25rem; }
form { margin-top: 24px; }
fieldset { margin-bottom: 24px; padding: 0; border: 0; }
legend, form > label { padding: 0; font-weight: 600; }
fieldset label { display: flex; align-items: center; gap: 10px; min-height: 44px; }
input[type=radio], input[type=checkbox] { flex: none; width: 22px; height: 22px; accent-color: var(--accent); }
.hint { color: var(--soft); font-size: .9375rem; }
textarea, input[type=text] { display: block; width: 100%; margin: 8px 0 16px; padding: 10px 12px; border: 1px solid var(--line); border-radius: 10px; background: var(--sheet); color: inherit; font: inherit; }
button { min-height: 48px; padding: 4px 24px; border: 1px solid var(--accent); border-radius: 10px; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer; }
.tick { display: flex; align-items: center; gap: 10px; min-height: 44px; }
.tick + .hint { margin-bottom: 16px; }
.notice { margin-top: 16px; padding-left: 12px; border-left: 3px solid var(--accent); font-weight: 600; }
.trap { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.replies li { padding: 12px 0; border-top: 1px solid var(--line); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`;
