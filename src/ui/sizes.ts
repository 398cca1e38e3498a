const kilobytes = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 0 })
const megabytes = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 1 })

/** How large a file is, as people say it. */
export const formatSize = (bytes: number) =>
  bytes < 1_000_000 ? `${kilobytes.format(Math.ceil(bytes / 1000))} kB` : `${megabytes.format(bytes / 1_000_000)} MB`
