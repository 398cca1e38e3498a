// What pdfkit has and its types do not know yet.
declare namespace PDFKit {
  interface PDFDocument {
    _font: { encode: (text: string) => unknown }
  }
  namespace Mixins {
    interface StructureElementOptions {
      /** Of a heading of a table: what it stands above or beside. */
      scope?: 'Column' | 'Row'
    }
  }
}
