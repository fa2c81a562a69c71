/** The product's mark: a heap curve inside a sphere. */
export function Logo() {
  return (
    <svg width="20" height="20" viewBox="0 0 32 32" aria-hidden="true" className="hs-logo">
      <rect width="32" height="32" rx="7" />
      <circle cx="16" cy="16" r="10.5" />
      <path d="M6.5 19.5l4.2-5.2 3.6 3.6 4.4-7.4 3 5.4 3.8-2.2" />
    </svg>
  );
}
