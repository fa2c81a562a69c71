/** What the double of Electron's main process and the test that has the browser say to each other. Everything is JSON. */

/** Where a message of a page comes from. */
export interface SenderFrame {
  /** Address as Electron knows it: app://… */
  readonly url: string;
  readonly top: boolean;
}

export interface WindowShape {
  readonly preload: string;
  readonly title: string;
  /** Names of permissions that the session's check handler grants. */
  readonly granted: readonly string[];
}

/** Main tells. */
export type FromMain =
  | { readonly kind: 'opened'; readonly window: number; readonly shape: WindowShape }
  | { readonly kind: 'load'; readonly window: number; readonly url: string }
  | { readonly kind: 'reload'; readonly window: number }
  /** A text for the preload script: an answer or a message on a channel, in the coding of the page's half. */
  | { readonly kind: 'deliver'; readonly window: number; readonly text: string }
  | { readonly kind: 'closed'; readonly window: number }
  | { readonly kind: 'reply'; readonly id: number; readonly value: unknown };

/** The test tells, or asks with an id. */
export type ToMain =
  | { readonly kind: 'invoke'; readonly window: number; readonly text: string; readonly frame: SenderFrame | null }
  | { readonly kind: 'page'; readonly window: number; readonly event: PageEvent; readonly url?: string }
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question };

export type PageEvent = 'committed' | 'loaded' | 'crashed' | 'failed';

export type Question =
  /** What the scheme's handler answers. */
  | { readonly what: 'fetch'; readonly url: string; readonly method: string }
  /** Whether a navigation, a new window or a download goes on. */
  | { readonly what: 'navigate' | 'open' | 'download'; readonly window: number; readonly url: string }
  /** The application menu, flattened. */
  | { readonly what: 'menu' }
  | { readonly what: 'click'; readonly path: readonly string[] }
  /** Windows with their state, as an operator would see them. */
  | { readonly what: 'windows' }
  | { readonly what: 'dialogs' }
  /** Notifications of the operating system that were shown so far. */
  | { readonly what: 'notifications' }
  /** Clicks one of them, counted from 0. */
  | { readonly what: 'click-notification'; readonly index: number }
  /** Moves and sizes a window, as the window manager would. */
  | { readonly what: 'place'; readonly window: number; readonly bounds: Bounds; readonly maximized: boolean }
  /** Answers of message boxes to come, in their order. */
  | { readonly what: 'answer-dialogs'; readonly buttons: readonly number[] }
  | { readonly what: 'child-gone'; readonly type: string; readonly reason: string }
  | { readonly what: 'quit' };

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface FetchedFile {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly base64: string;
}

export interface MenuEntry {
  /** Labels from the menu bar on, such as ["View", "Memory"]; an item with a role has the role as its label. */
  readonly path: readonly string[];
  readonly accelerator?: string;
  readonly role?: string;
}

export interface WindowView {
  readonly id: number;
  readonly title: string;
  readonly visible: boolean;
  readonly maximized: boolean;
  readonly bounds: Bounds;
  readonly url: string;
}

export interface NotificationView {
  readonly title: string;
  readonly body: string;
}

export interface DialogView {
  readonly title: string;
  readonly text: string;
}
