// IncidentIndex
