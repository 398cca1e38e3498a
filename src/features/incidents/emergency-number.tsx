/** A sentence in which 112 can be tapped, wherever it stands. */
export const WithEmergencyNumber = ({ text }: { text: string }) => {
  const [before = '', ...rest] = text.split('112')
  return (
    <>
      {before}
      {rest.map(part => (
        <>
          <a href="tel:112">112</a>
          {part}
        </>
      ))}
    </>
  )
}
