"""The engines that come with audiopress. Each imports its library only when it speaks."""
