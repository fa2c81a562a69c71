/** Hands texts to the browser as downloads. Holds the newest one in memory, since nothing tells when it is written. */
export class FileSaver {
  #url: string | undefined;

  save(file: { readonly fileName: string; readonly mediaType: string; readonly text: string }): void {
    this.dispose();
    this.#url = URL.createObjectURL(new Blob([file.text], { type: file.mediaType }));
    const link = document.createElement('a');
    link.href = this.#url;
    link.download = file.fileName;
    link.click();
  }

  dispose(): void {
    if (this.#url !== undefined) URL.revokeObjectURL(this.#url);
    this.#url = undefined;
  }
}
