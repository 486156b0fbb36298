import { render } from '@testing-library/svelte';
import type { Component } from 'svelte';
import type { App } from '../../client/app.ts';
import WithApp from './WithApp.svelte';

/** Shows a component as a page of this app does, whatever its properties are. */
export const show = (app: App, shown: unknown, props: object = {}) =>
  render(WithApp, {
    props: { app, shown: shown as Component<Record<string, unknown>>, props: { ...props } },
  });
