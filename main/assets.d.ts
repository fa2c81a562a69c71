/** A style sheet as text: reports carry theirs within themselves. */
declare module '*.css?raw' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: the bundler gives it as the default
  export default text;
}
